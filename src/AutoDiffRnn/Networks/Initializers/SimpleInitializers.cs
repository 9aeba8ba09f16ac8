namespace AutoDiffRnn;

internal sealed class ConstantInitializer(double value) : Initializer
{
    public override void Fill(Span<double> values, WeightShape shape, RandomSource random) => values.Fill(value);
}

internal sealed class IdentityInitializer(double gain) : Initializer
{
    public override void Fill(Span<double> values, WeightShape shape, RandomSource random)
    {
        RequireMatrix(shape);
        values.Clear();
        for (var i = 0; i < Math.Min(shape.Rows, shape.Columns); i++)
            values[i * shape.Columns + i] = gain;
    }
}

internal sealed class UniformInitializer(Func<WeightShape, (double From, double To)> interval) : Initializer
{
    public override void Fill(Span<double> values, WeightShape shape, RandomSource random)
    {
        var (from, to) = interval(shape);
        foreach (ref var value in values)
            value = from + (to - from) * random.NextUniform();
    }
}

internal sealed class NormalInitializer(Func<WeightShape, double> deviation) : Initializer
{
    public override void Fill(Span<double> values, WeightShape shape, RandomSource random)
    {
        var scale = deviation(shape);
        foreach (ref var value in values)
            value = scale * random.NextNormal();
    }
}

internal sealed class ByShapeInitializer : Initializer
{
    private readonly Initializer _square = Orthogonal();
    private readonly Initializer _matrix = GlorotUniform();
    private readonly Initializer _other = Constant(0);

    public override void Fill(Span<double> values, WeightShape shape, RandomSource random)
    {
        var rule = !shape.IsMatrix ? _other : shape.Rows == shape.Columns ? _square : _matrix;
        rule.Fill(values, shape, random);
    }
}

/// <summary>Applies a rule to ranges of rows, each as if it were a weight of its own.</summary>
internal sealed class RowsInitializer(Initializer rule, Func<WeightShape, IEnumerable<(int From, int To)>> ranges) : Initializer
{
    public override void Fill(Span<double> values, WeightShape shape, RandomSource random)
    {
        foreach (var (from, to) in ranges(shape))
        {
            var part = shape with { Rows = to - from };
            rule.Fill(values.Slice(from * shape.Columns, part.Length), part, random);
        }
    }
}
