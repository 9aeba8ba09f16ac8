using static AutoDiffRnn.CellMath;

namespace AutoDiffRnn.TestCells;

/// <summary>Matrices of each example: states, inputs, outputs and values on the way; and what is made of weights alone.</summary>
public static class MatrixCells
{
    [RnnCell]
    public static (Matrix S, Vector y) DecayedOuterProducts(
        [Input("I")] Vector x,
        [State("N", "M")] Matrix S,
        [Weight("M", "I")] Matrix Wk,
        [Weight("N", "I")] Matrix Wv,
        [Weight("M", "I")] Matrix Wq)
    {
        S = 0.7 * S + Outer(Wv * x, Wk * x);
        return (S, S * (Wq * x));
    }

    /// <summary>A state that is rotated, read by rows and by columns, and depends on itself through a product.</summary>
    [RnnCell]
    public static (Matrix S, Vector h, Vector y, Matrix A) RotatedMatrix(
        [Input("I")] Vector x,
        [State("N", "M")] Matrix S,
        [State("N")] Vector h,
        [Weight("M", "I")] Matrix Wk,
        [Weight("N", "I")] Matrix Wv,
        [Weight("N", "N")] Matrix U,
        [Weight("I")] Vector wb)
    {
        var k = Tanh(Wk * x);
        var beta = Sigmoid(Dot(wb, x));
        var v = Wv * x + U * h;
        S = Tanh(S - beta * Outer(S * k - v, k));
        h = Tanh(S * k + 0.3 * h);
        return (S, h, S.T * h, Hadamard(S, S));
    }

    /// <summary>Weights on either side of a state, and states multiplied with each other.</summary>
    [RnnCell]
    public static (Matrix S, Matrix P) MatrixProducts(
        [Input("N", "M")] Matrix X,
        [State("N", "M")] Matrix S,
        [State("N", "N")] Matrix P,
        [Weight("N", "N")] Matrix A,
        [Weight("M", "M")] Matrix B,
        [Weight("M", "N")] Matrix C)
    {
        S = Tanh(A * S + X * B.T + P * X);
        P = Tanh(0.5 * (S * C) + X * S.T - P.T);
        return (S, P);
    }

    /// <summary>An antisymmetric matrix and a step of its own: computed once, differentiated once.</summary>
    [RnnCell]
    public static Vector Antisymmetric(
        [Input("I")] Vector x, [State("H")] Vector h, [Weight("H", "H")] Matrix W, [Weight("H", "I")] Matrix V, [Weight("H")] Vector b, [Constant] double gamma)
        => h + 0.2 * Tanh((W - W.T - gamma * Identity(h.Length)) * h + V * x + b);

    /// <summary>Products, transposes, rows and elementwise functions of weights alone.</summary>
    [RnnCell]
    public static (Vector h, Vector y, double s) WeightAlgebra(
        [Input("I")] Vector x,
        [State("H")] Vector h,
        [Weight("H", "K")] Matrix A,
        [Weight("K", "H")] Matrix B,
        [Weight("H", "I")] Matrix W,
        [Weight("K")] Vector p)
    {
        var M = Tanh(A * B) - Hadamard(B.T, A) * (B * A) * A.T / 3 + Outer(A * p, B.T * p);
        h = Tanh(M * h + W * x + (M.T * (A * p)));
        return (h, M.T * h + A[0][0] * (B.T * p), Norm(M * (A * p)) + Max(A * p));
    }

    /// <summary>Rows of a weight and of a state, fixed and by a token, also of their transposes.</summary>
    [RnnCell]
    public static (Matrix S, Vector h) Rows(
        [Input] int token,
        [Input("Long")] Vector x,
        [State("Long", "Long")] Matrix S,
        [State("Long")] Vector h,
        [Weight("Long", "Long")] Matrix W)
    {
        S = 0.5 * S + Outer(x, W[1]) + Outer(W.T[2], h);
        h = Tanh(S[0] + S.T[1] + W[token] + S[token] * W.T[token] + S[2]) - S.T[token];
        return (S, h);
    }

    /// <summary>Elementwise functions, a number for each example times a matrix, slices of rows, a matrix nobody reads.</summary>
    [RnnCell]
    public static (Matrix S, Matrix N, Vector y) ElementwiseMatrices(
        [Input("H", "K")] Matrix X, [Input] double s, [State("H", "K")] Matrix S, [State("H", "K")] Matrix N, [Weight("H", "K")] Matrix W, [Weight("K")] Vector w)
    {
        var G = Sigmoid(X + W - S / 2);
        S = Hadamard(G, S) + s * Tanh(X) - Max(W, X) + Clamp(S, -0.8, 0.7);
        var row = S[0];
        return (S, N, row[..1] + Sum(S * w) * row[^1..]);
    }

    /// <summary>A matrix state whose gate is a vector for each row, and one that is handed on unchanged.</summary>
    [RnnCell]
    public static (Matrix S, Vector n, Vector y) MatrixMemory(
        [Input("I")] Vector x,
        [State("H", "H")] Matrix S,
        [State("H")] Vector n,
        [Weight("3*H", "I")] Matrix W,
        [Weight("I")] Vector wf)
    {
        var (q, k, v) = Split(W * x, 3);
        var f = Sigmoid(Dot(wf, x));
        S = f * S + Outer(v, k);
        n = f * n + k;
        return (S, n, S * q / Max(1.0, Abs(Dot(n, q)) + 0.3));
    }

    /// <summary>Two layers of matrices: what lies between the loops is computed for all steps at once.</summary>
    [RnnCell]
    public static (Matrix S, Matrix R, Vector y) MatrixLayers(
        [Input("N")] Vector x, [State("N", "M")] Matrix S, [State("M", "N")] Matrix R, [Weight("M", "N")] Matrix W)
    {
        S = 0.5 * S + Outer(x, W * x);
        R = Tanh(R - S.T);
        return (S, R, R.T * (W * x));
    }

    /// <summary>Powers, whose exponents are numbers, weights and inputs.</summary>
    [RnnCell]
    public static (Vector h, double y) Powers(
        [Input("H")] Vector x, [State("H")] Vector h, [Weight("H")] Vector p, [Weight] double a)
    {
        h = Pow(Square(x) + 0.5, p) - Pow(h, 3) / 4;
        return (h, Pow(Norm(x), a) + Norm(h - x));
    }

    /// <summary>The state before the step, read after it: a matrix on no cycle.</summary>
    [RnnCell]
    public static (Matrix last, Vector h) ShiftedMatrix(
        [Input("N", "M")] Matrix X, [State("N", "M")] Matrix last, [State("N")] Vector h, [Weight("M")] Vector w)
    {
        h = Tanh((X - last) * w + h);
        last = X;
        return (last, h);
    }

    /// <summary>A transpose as the next state: what is summed for the weights is turned once, not for each row.</summary>
    [RnnCell]
    public static Matrix TransposedState(
        [Input("N")] Vector x, [State("N", "M")] Matrix S, [Weight("M", "N")] Matrix W, [Weight("M")] Vector w)
        => (W + Outer(w, x) - 0.3 * S.T).T;
}
