using static AutoDiffRnn.CellMath;

namespace AutoDiffRnn.TestCells;

/// <summary>The smallest cells for the faults that random cells have found, each for one of them.</summary>
public static class RandomFindingsCells
{
    /// <summary>A function of a whole row was computed beside the row, before it was there.</summary>
    [RnnCell]
    public static (Vector h, double y, double s) RowFunctionOfCheapValue([Input("H")] Vector x, [State("H")] Vector h, [State] double s)
        => (h, LogSumExp(Ones(h.Length)), 0.3 * LogSumExp(s * x));

    /// <summary>Parameters of generated constructors hid the fields of the same names.</summary>
    [RnnCell]
    public static Vector NamesOfConstructorParameters(
        [Input("H")] Vector maxSteps, [Input] double network, [Input] double maxBatch, [State("H")] Vector window)
        => network * maxSteps + maxBatch * window;

    /// <summary>The adjoint's kernel had nothing to be named after.</summary>
    [RnnCell]
    public static double WeightAsOnlyNextValue([State] double s, [Weight] double v) => v;

    /// <summary>A part of what has no memory was read from there.</summary>
    [RnnCell]
    public static (Vector h, Vector y) PartOfSpreadNumber([State("D")] Vector h, [Weight("H", "D")] Matrix W)
        => (LogSoftmax(Zeros(2 * W.Columns + 1))[..W.Columns], W * h);

    /// <summary>What weights alone are placed into and computed from, in the adjoint.</summary>
    [RnnCell]
    public static (Vector h, double y) PartOfSharedValue([State("H")] Vector h, [Weight("D")] Vector w) => (h, Variance(Sigmoid(w)) * Sigmoid(w)[0]);

    /// <summary>A product with a joined vector has a term of weights alone.</summary>
    [RnnCell]
    public static (Vector h, Vector k) ProductWithJoinedWeight(
        [State("H")] Vector h, [State("K")] Vector k, [Weight("H")] Vector w, [Weight("K", "2*H")] Matrix W) => (w, W * Concat(h, w));

    /// <summary>A gradient was a part of a sum over all rows.</summary>
    [RnnCell]
    public static Vector JoinedWeights([State("2*H")] Vector h, [Weight("H")] Vector w) => Concat(w, w);

    /// <summary>A gradient was a part of a sum over all rows, placed in another part.</summary>
    [RnnCell]
    public static (Vector x0, Vector y) PartOfJoinedPart([Input("D")] Vector x, [State("D")] Vector x0, [Weight("4")] Vector w)
        => (x, Concat(w[2..^1], Ones(2 * x.Length))[1..^x.Length]);

    /// <summary>The elements of a row of a weight lie in columns of its gradient.</summary>
    [RnnCell]
    public static (Vector h, double s) PartsOfRows([State("H")] Vector h, [State] double s, [Weight("H", "2*H+2")] Matrix W)
        => (Tanh(h + W[0][2..(h.Length + 2)]), s * W[0][^1]);

    /// <summary>An adjoint that is one number for all elements was summed over all rows without having been stored.</summary>
    [RnnCell]
    public static (Vector h, double y, double z) SumWithBias([State("H")] Vector h, [Weight("H")] Vector w)
        => (h, Sum(h + w), LayerNorm(h, h, w, 0.1)[^1]);

    /// <summary>A choice by element was made again behind a product, where elements do not correspond.</summary>
    [RnnCell]
    public static (double s, Vector y) ChoiceBeforeProduct([Input("D")] Vector x, [State] double s, [Weight("D", "D")] Matrix W)
        => (s, Where(x > -0.1, s, W * x));

    /// <summary>A member of the network was hidden by what a user's constant is called.</summary>
    [RnnCell]
    public static Vector ConstantCalledCell([Input("H")] Vector x, [State("H")] Vector h, [Constant] double Cell) => Cell * h + x;

    /// <summary>Of a kept state, a product and a quotient of sums of products, one element.</summary>
    [RnnCell]
    public static (Vector h, double s) ElementOfQuotient(
        [Input("I")] Vector x, [State("I")] Vector h, [State] double s, [Weight("I", "I")] Matrix W, [Weight("I")] Vector w)
    {
        h = w;
        return (h, (W * (h * x) / Exp(W * (W * x) + W.T * (h * x)))[^1]);
    }

    /// <summary>The gradient of a transposed weight with one column: both strides are 1.</summary>
    [RnnCell]
    public static (Vector h, Vector y) TransposedColumn([Input("H")] Vector x, [State("H")] Vector h, [Weight("H", "1")] Matrix W)
        => (h + 0.5 * x, W.T * (x * h));

    /// <summary>The adjoint of a weight is a transpose of each example's.</summary>
    [RnnCell]
    public static Matrix TransposedSum([Input("H")] Vector x, [State("H", "K")] Matrix S, [Weight("K", "H")] Matrix W, [Weight("K")] Vector w)
        => (0.5 * S.T + W + Outer(w, x)).T;

    /// <summary>A part of a computed row of weights is added to a product, and is no bias of the user's.</summary>
    [RnnCell]
    public static (Vector h, double s) PartOfRowBesideProduct(
        [Input("K")] Vector x, [State("H")] Vector h, [State] double s, [Weight("2*K", "H")] Matrix W, [Weight("K", "H")] Matrix V)
        => (Tanh(Hadamard(W, W)[0] + V.T * x), s + (Hadamard(W, W)[0] + V.T * x)[^1]);

    /// <summary>Parts of what is made of weights alone, and of a weight, read in a loop.</summary>
    [RnnCell]
    public static (Vector h, double s) PartsOfSharedInRounds(
        [State("K")] Vector h, [State] double s, [Weight("K")] Vector a, [Weight("K")] Vector w, [Weight("H", "K")] Matrix W, [Constant] int order)
    {
        var row = Outer(w, a)[0];
        var own = W[0];
        for (var k = 0; k < order; k++)
        {
            s = Tanh(s + Mean(row));
            h = Tanh(h + own);
        }

        return (h, s);
    }

    /// <summary>What is not differentiated through binds in generated code as it does in the cell.</summary>
    [RnnCell]
    public static (Vector h, Vector y) StoppedSum([Input("H")] Vector x, [State("H")] Vector h)
        => (0.3 * StopGradient(Sign(x) - 2) + 0.5 * h, h / StopGradient(Sign(x) + 3));

    /// <summary>A row of what is computed from weights alone, beside a product: no weight that the product could start from.</summary>
    [RnnCell]
    public static (Vector h, Vector y) ComputedBias([Input("H")] Vector x, [State("H")] Vector h, [Weight("H", "H")] Matrix W)
        => (Tanh(h + x), Hadamard(W, W)[0] + W.T * x);
}
