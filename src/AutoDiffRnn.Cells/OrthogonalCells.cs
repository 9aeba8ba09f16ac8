using static AutoDiffRnn.CellMath;

namespace AutoDiffRnn.Cells;

/// <summary>
/// Cells whose recurrent matrix is orthogonal whatever the weights are, so that it neither shrinks nor stretches what it hands on. The other
/// well-known parametrisation, Cayley's (I + A)⁻¹·(I − A), is left out: the language has no solution of linear equations;
/// <see cref="ExponentialRnn"/> reaches the same matrices by products alone.
/// </summary>
public static class OrthogonalCells
{
    /// <summary>The orthogonal RNN of Householder reflections: four mirrors in a row, each applied without its matrix being made.</summary>
    /// <remarks>
    /// Z. Mhammedi, A. Hellicar, A. Rahman and J. Bailey, "Efficient orthogonal parametrisation of recurrent neural networks using Householder
    /// reflections", ICML (2017).
    /// <code>
    /// Q·h = H(v₁)·H(v₂)·H(v₃)·H(v₄)·h,   H(v)·u = u − 2·v·(v·u)/(v·v)
    /// h'  = tanh(W·x + Q·h + b)
    /// </code>
    /// State h [H]; the mirrors' normals are the rows of V [4, H], which must not be zero: initialise them at random. Left out: that the
    /// paper's vᵢ ends in zeros. It uses leaky rectifiers.
    /// </remarks>
    [RnnCell]
    public static Vector HouseholderRnn(
        [Input("I")] Vector x, [State("H")] Vector h, [Weight("H", "I")] Matrix W, [Weight("4", "H")] Matrix V, [Weight("H")] Vector b)
    {
        const int Mirrors = 4;
        var u = h;
        for (var k = Mirrors - 1; k >= 0; k--)
        {
            var v = V[k];
            u = u - 2 * Dot(v, u) / Dot(v, v) * v;
        }

        return Tanh(W * x + u + b);
    }

    /// <summary>The exponential RNN: its recurrent matrix is the exponential of an antisymmetric one, computed once for all steps.</summary>
    /// <remarks>
    /// M. Lezcano-Casado and D. Martínez-Rubio, "Cheap orthogonal constraints in neural networks: a simple parametrization of the orthogonal
    /// and unitary group", ICML (2019); modReLU: M. Arjovsky, A. Shah and Y. Bengio, "Unitary evolution recurrent neural networks", ICML (2016).
    /// <code>
    /// A  = W − Wᵀ
    /// Q  = exp(A) ≈ P⁸,  P = I + X + X²/2 + X³/6 + X⁴/24 + X⁵/120 + X⁶/720,  X = A/8
    /// a  = Q·h + V·x
    /// h' = sign(a) ⊙ max(0, |a| + b)
    /// </code>
    /// State h [H]. The series is off by about 8·(‖A‖/8)⁷/5040: 1e-9 at ‖A‖ = 1, 2e-5 at ‖A‖ = 4. The paper learns A above its diagonal.
    /// </remarks>
    [RnnCell]
    public static Vector ExponentialRnn(
        [Input("I")] Vector x, [State("H")] Vector h, [Weight("H", "H")] Matrix W, [Weight("H", "I")] Matrix V, [Weight("H")] Vector b)
    {
        var X = (W - W.T) / 8;
        var I = Identity(h.Length);
        var P = I;
        for (var k = 6; k >= 1; k--)
            P = I + X * P / k;
        var Q = P * P;
        Q = Q * Q;
        Q = Q * Q;
        var a = Q * h + V * x;
        return Sign(a) * Relu(Abs(a) + b);
    }
}
