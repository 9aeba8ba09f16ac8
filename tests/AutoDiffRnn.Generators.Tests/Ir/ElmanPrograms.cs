using AutoDiffRnn.Generators.Ir;

namespace AutoDiffRnn.Generators.Tests.Ir;

/// <summary>Elman's network and its adjoint, written down by hand: what the tools of the IR are tried on.</summary>
internal static class ElmanPrograms
{
    private static readonly Dim I = Dim.Named("I");
    private static readonly Dim H = Dim.Named("H");
    private static readonly Dim O = Dim.Named("O");

    public static StepProgram Step()
    {
        var builder = new ProgramBuilder();
        var x = builder.Leaf(Operators.Input, "x", Shape.Vector(I));
        var previous = builder.Leaf(Operators.Previous, "h", Shape.Vector(H));
        var (Wx, Wh) = (Weight(builder, "Wx", H, I), Weight(builder, "Wh", H, H));
        var b = builder.Leaf(Operators.Weight, "b", Shape.Vector(H));
        var Wy = Weight(builder, "Wy", O, H);
        var c = builder.Leaf(Operators.Weight, "c", Shape.Vector(O));

        builder.BeginStatement("h = Tanh(Wx * x + Wh * h + b);");
        var h = builder.Named(builder.Apply(Operators.Tanh, Make.Product(Wx, x) + Make.Product(Wh, previous) + b), "h");
        builder.BeginStatement("var y = 0.5 *\n    (Wy * h + c);");
        var y = builder.Named(0.5 * (Make.Product(Wy, h) + c), "y");
        builder.NextStates.Add(new Binding("h", h.Number));
        builder.Outputs.Add(new Binding("y", y.Number));
        return builder.Build();
    }

    /// <summary>The adjoint: the sums over all rows end in a weight's gradient each.</summary>
    public static StepProgram Adjoint(StepProgram step)
    {
        var builder = new ProgramBuilder { IsAdjoint = true };
        var h = builder.Leaf(Operators.Primal, "h", Shape.Vector(H), step.NextStates[0].Value);
        var dy = 0.5 * builder.Leaf(Operators.Seed, "y", Shape.Vector(O));
        var later = builder.Leaf(Operators.Seed, "h", Shape.Vector(H)) + builder.Leaf(Operators.Following, "h", Shape.Vector(H));
        var dh = builder.Named(later + Make.Product(Make.Transpose(Weight(builder, "Wy", O, H)), dy), "dh");
        var da = builder.Named(dh * (1 - h * h), "da");

        builder.NextStates.Add(new Binding("h", Make.Product(Make.Transpose(Weight(builder, "Wh", H, H)), da).Number));
        builder.Outputs.Add(new Binding("x", Make.Product(Make.Transpose(Weight(builder, "Wx", H, I)), da).Number));
        builder.Outputs.Add(new Binding("‖dh‖²", builder.Apply(Operators.SquaredNorm, dh).Number));
        Gradient("Wx", Make.Outer(da, builder.Leaf(Operators.Input, "x", Shape.Vector(I))));
        Gradient("Wh", Make.Outer(da, builder.Leaf(Operators.Previous, "h", Shape.Vector(H))));
        Gradient("b", da);
        Gradient("Wy", Make.Outer(dy, h));
        Gradient("c", dy);
        return builder.Build();

        void Gradient(string weight, Value row) => builder.Gradients.Add(new Binding(weight, Make.SumRows(row).Number));
    }

    private static Value Weight(ProgramBuilder builder, string name, Dim rows, Dim columns)
        => builder.Leaf(Operators.Weight, name, Shape.Matrix(rows, columns));
}
