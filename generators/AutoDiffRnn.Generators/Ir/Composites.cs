namespace AutoDiffRnn.Generators.Ir;

/// <summary>Functions of the cell language that are made of operators, so that their derivatives follow from the operators' rules.</summary>
internal static class Composites
{
    /// <summary>Σ aᵢ·bᵢ.</summary>
    public static Value Dot(Value a, Value b) => Make.Sum(a * b);

    /// <summary>Σ vᵢ / n.</summary>
    public static Value Mean(Value v) => Make.Sum(v) / v.Builder.Size(v.Shape.Width);

    /// <summary>√Σ vᵢ².</summary>
    public static Value Norm(Value v) => v.Builder.Apply(Operators.NormOfSquares, Make.Sum(Square(v)));

    /// <summary>Σ (vᵢ − m)² / n with the mean m.</summary>
    public static Value Variance(Value v) => Mean(Square(v - Mean(v)));

    /// <summary>exp(v − log Σ exp(v)).</summary>
    public static Value Softmax(Value v) => v.Builder.Apply(Operators.Softmax, v, Make.LogSumExp(v));

    /// <summary>v − log Σ exp(v).</summary>
    public static Value LogSoftmax(Value v) => v - Make.LogSumExp(v);

    /// <summary>gain ⊙ (v − m) / √(variance + ε) + bias.</summary>
    public static Value LayerNorm(Value v, Value gain, Value bias, Value epsilon)
        => gain * Normalized(v, epsilon) + bias;

    /// <summary>log Σ exp(logits) − logits[target].</summary>
    public static Value CrossEntropy(Value logits, Value target)
        => Make.LogSumExp(logits) - logits.Builder.Apply(Operators.Pick, logits, target);

    /// <summary>Σ (yᵢ − targetᵢ)².</summary>
    public static Value SquaredError(Value y, Value target) => Make.Sum(Square(y - target));

    /// <summary>min(max(x, lower), upper). Not made of Max and Min: at a bound the whole derivative is x's, not half of it.</summary>
    public static Value Clamp(Value x, Value lower, Value upper)
    {
        var raised = Make.Where(Make.Less(x, lower), lower, x);
        return Make.Where(Make.Greater(raised, upper), upper, raised);
    }

    /// <summary>x where it is positive, else slope·x; at 0 the derivative is the slope.</summary>
    public static Value LeakyRelu(Value x, Value slope) => Make.Where(IsPositive(x), x, slope * x);

    /// <summary>x where it is positive, else α·(eˣ − 1); at 0 the derivative is α.</summary>
    public static Value Elu(Value x, Value alpha)
    {
        var elu = x.Builder.Apply(Operators.Elu, x);
        return IsOne(alpha) ? elu : Make.Where(IsPositive(x), x, alpha * elu);
    }

    /// <summary>One element of a vector, by a place that is known when a network is created.</summary>
    public static Value Element(Value v, Dim place) => Make.Sum(Make.Slice(v, place, place + Dim.One));

    /// <summary>The vector of a number, as often as <paramref name="length"/> says.</summary>
    public static Value Filled(ProgramBuilder builder, string number, Dim length) => builder.Broadcast(builder.Literal(number), Shape.Vector(length));

    // An ε that is differentiated, too, gets its share from the rules of what the normalisation is made of.
    private static Value Normalized(Value v, Value epsilon)
    {
        var deviation = v.Builder.Apply(Operators.Sqrt, Variance(v) + epsilon);
        var isFixed = epsilon.Instruction.Op == Operators.Literal || epsilon.Instruction.Op == Operators.Constant;
        return isFixed
            ? v.Builder.Apply(Operators.Normalized, v, Mean(v), v.Builder.Apply(Operators.Reciprocal, deviation))
            : (v - Mean(v)) / deviation;
    }

    private static Value Square(Value x) => x.Builder.Apply(Operators.Square, x);

    private static Value IsPositive(Value x) => Make.Greater(x, x.Builder.Number(0));

    private static bool IsOne(Value value) => value.Instruction is { Symbol: "1" } instruction && instruction.Op == Operators.Literal;
}
