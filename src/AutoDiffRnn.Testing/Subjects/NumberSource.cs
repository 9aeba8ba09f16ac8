namespace AutoDiffRnn.Testing.Subjects;

/// <summary>Draws the numbers of a run.</summary>
internal static class NumberSource
{
    /// <summary>Draws everything that a run needs, lets the user change it, and rounds it to float.</summary>
    /// <exception cref="ArgumentException">What the user changed is not finite, or no token.</exception>
    public static CellNumbers Draw(CellDescription cell, int steps, int batch, CellCheckOptions options)
    {
        RequireKnown(cell, options);
        var numbers = new CellNumbers(cell, steps, batch);
        var rows = steps * batch;
        foreach (var value in cell.Values)
        {
            // Each tensor has numbers of its own, so that one does not change with the length of another.
            var random = new Random(HashCode(options.Seed, value.Name));
            if (value.IsIndex)
                numbers.TokenArrays[value.Name] = Tokens(random, rows, TokenCount(cell, value.Name, options));
            else if (value.Role == CellRole.Input)
                numbers.InputArrays[value.Name] = Numbers(random, rows * value.Length, options.Magnitude);
            else if (value.Role == CellRole.State)
                numbers.InitialStateArrays[value.Name] = Numbers(random, batch * value.Length, options.Magnitude);
            else if (value.Role == CellRole.Weight)
                numbers.WeightArrays[value.Name] = Numbers(random, value.Length, options.Magnitude * ScaleOf(value));
            if (value.Role is CellRole.State or CellRole.Output)
                numbers.SeedArrays[value.Name] = Numbers(random, rows * value.Length, 1);
        }

        options.Arrange?.Invoke(numbers);
        Round(numbers);
        return numbers;
    }

    private static void RequireKnown(CellDescription cell, CellCheckOptions options)
    {
        Require(nameof(options.Dimensions), options.Dimensions.Keys, cell.Dimensions.Select(dimension => dimension.Key), "dimension");
        Require(nameof(options.Tokens), options.Tokens.Keys, cell.Values.Where(value => value.IsIndex).Select(value => value.Name), "token input");
        Require(nameof(options.WithoutDifferences), options.WithoutDifferences,
            cell.Values.Where(value => value.Role != CellRole.Output && !value.IsIndex).Select(value => value.Name), "weight, input or state");

        void Require(string option, IEnumerable<string> given, IEnumerable<string> known, string what)
        {
            if (given.Except(known).FirstOrDefault() is { } name)
            {
                throw new OptionException(
                    $"options.{option}: cell {cell.Name} has no {what} '{name}'; it has {(known.Any() ? string.Join(", ", known) : "none")}.");
            }
        }
    }

    // A matrix of any size keeps the size of what it multiplies.
    private static double ScaleOf(CellValue weight) => weight.Sizes.Count == 2 ? 1 / Math.Sqrt(weight.Sizes.Max()) : 1;

    // The smallest matrix or vector that a token may be the number of a row of.
    private static int TokenCount(CellDescription cell, string name, CellCheckOptions options) => options.Tokens.TryGetValue(name, out var count)
        ? count
        : cell.Values.Where(value => value.Role != CellRole.Output && value.Sizes.Count > 0).Select(value => value.Sizes[0]).DefaultIfEmpty(2).Min();

    private static int[] Tokens(Random random, int count, int range) => [.. Enumerable.Range(0, count).Select(_ => random.Next(range))];

    // Of both signs, away from 0 and 1, where functions have kinks: a difference there would measure the kink.
    private static double[] Numbers(Random random, int count, double scale) => [.. Enumerable.Range(0, count).Select(_ =>
    {
        var magnitude = random.Next(4) == 0 ? 1.05 + 0.2 * random.NextDouble() : 0.25 + 0.65 * random.NextDouble();
        return scale * (random.Next(2) == 0 ? magnitude : -magnitude);
    })];

    private static void Round(CellNumbers numbers)
    {
        var all = numbers.WeightArrays.Concat(numbers.InputArrays).Concat(numbers.InitialStateArrays).Concat(numbers.SeedArrays);
        foreach (var (name, values) in all)
        {
            for (var i = 0; i < values.Length; i++)
            {
                var rounded = (float)values[i];
                if (!float.IsFinite(rounded))
                {
                    throw new OptionException(FormattableString.Invariant(
                        $"options.Arrange: expected finite numbers, but made element {i} of {name} {values[i]}."));
                }

                values[i] = rounded;
            }
        }
    }

    // The same on every machine and in every run, unlike string.GetHashCode.
    private static int HashCode(int seed, string name)
    {
        var hash = unchecked((uint)seed * 2654435761u);
        foreach (var letter in name)
            hash = unchecked((hash ^ letter) * 16777619u);
        return unchecked((int)(hash & int.MaxValue));
    }
}
