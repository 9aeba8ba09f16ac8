using AutoDiffRnn.RandomCells.Tests.Model;

namespace AutoDiffRnn.RandomCells.Tests.Generation;

/// <content>Parts of vectors, and vectors made of parts.</content>
internal sealed partial class Expressions
{
    /// <summary>A part of a longer vector.</summary>
    private Node Slice(Dim length, int budget)
    {
        var before = choices.Chance(50) ? Dim.Zero : Extra();
        var after = before.IsZero || choices.Chance(40) ? Extra() : Dim.Zero;
        var whole = Longer(length) ?? (before, after);
        return Slice(Vector(whole.Before + length + whole.After, budget - 1), whole.Before, length, whole.After);
    }

    /// <summary>The part of a vector between what comes before and after it, its bounds counted from either end.</summary>
    private Node Slice(Node vector, Dim before, Dim length, Dim after)
    {
        var isFromEnd = choices.Chance(30);
        // Bounds from an end that is 0 away would be left out.
        var start = before.IsZero ? "" : isFromEnd ? "^{#1}" : "{#0}";
        var end = after.IsZero ? "" : choices.Chance(30) ? "^{#3}" : "{#2}";
        return new Node(new Form("slice", $"{{0:Primary}}[{start}..{end}]"), CellType.Vector(length), [vector])
        {
            Sizes = [before, length + after, before + length, after],
            Bound = vector.Bound,
            IsShared = vector.IsShared,
        };
    }

    private Dim Extra() => choices.Below(4) switch
    {
        0 => Dim.One,
        1 => Dim.Of(2),
        _ => scope.Name(),
    };

    // A vector that there is already and that holds more than the wanted length.
    private (Dim Before, Dim After)? Longer(Dim length)
    {
        var found = new List<(Dim Before, Dim After)>();
        foreach (var rest in scope.Of(Sort.Vector).Select(variable => variable.Type.Rows - length))
        {
            if (rest.IsZero || !(rest + length).Names.Any() || rest.IsNegativeSomewhere)
                continue;
            var units = rest.Units();
            var count = choices.Below(units.Count + 1);
            found.Add((units.Take(count).Aggregate(Dim.Zero, (a, b) => a + b), units.Skip(count).Aggregate(Dim.Zero, (a, b) => a + b)));
        }

        return found.Count > 0 && choices.Chance(70) ? choices.Of(found) : null;
    }

    /// <summary>Vectors one after another; null if the length has only one part.</summary>
    private Node? Concat(Dim length, int budget)
    {
        var units = choices.Shuffled(length.Units());
        if (units.Count < 2)
            return null;
        var parts = new List<Dim>();
        foreach (var unit in units)
        {
            if (parts.Count > 0 && choices.Chance(30))
                parts[^1] += unit;
            else
                parts.Add(unit);
        }

        if (parts.Count < 2)
            return null;
        var vectors = parts.Take(8).Select(part => Vector(part, Math.Max(1, (budget - 1) / parts.Count))).ToList();
        if (parts.Count > 8)
            return null;
        var places = string.Join(", ", vectors.Select((_, i) => $"{{{i}}}"));
        return Node.Of(new Form("Concat", $"Concat({places})"), CellType.Vector(length), vectors.Max(vector => vector.Bound), [.. vectors]);
    }
}
