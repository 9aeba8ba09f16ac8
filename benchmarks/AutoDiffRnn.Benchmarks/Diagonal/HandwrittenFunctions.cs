using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoDiffRnn.Benchmarks.Diagonal;

/// <summary>eˣ and what is made of it for eight doubles, written flat, for arguments of moderate size.</summary>
internal static class HandwrittenFunctions
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Exp(Vector512<double> x)
    {
        var shifted = Vector512.MultiplyAddEstimate(x, Vector512.Create(1.4426950408889634), Vector512.Create(6755399441055744.0));
        var n = shifted - Vector512.Create(6755399441055744.0);
        var r = Vector512.MultiplyAddEstimate(n, Vector512.Create(-0.693147180369123816490), x);
        r = Vector512.MultiplyAddEstimate(n, Vector512.Create(-1.90821492927058770e-10), r);
        var q = Vector512.Create(2.50539368968423035e-8);
        q = Vector512.MultiplyAddEstimate(q, r, Vector512.Create(2.76259994207478801e-7));
        q = Vector512.MultiplyAddEstimate(q, r, Vector512.Create(2.75574069709668025e-6));
        q = Vector512.MultiplyAddEstimate(q, r, Vector512.Create(0.0000248015053844172756));
        q = Vector512.MultiplyAddEstimate(q, r, Vector512.Create(0.000198412697197256872));
        q = Vector512.MultiplyAddEstimate(q, r, Vector512.Create(0.00138888889314560388));
        q = Vector512.MultiplyAddEstimate(q, r, Vector512.Create(0.00833333333338917777));
        q = Vector512.MultiplyAddEstimate(q, r, Vector512.Create(0.0416666666665771709));
        q = Vector512.MultiplyAddEstimate(q, r, Vector512.Create(0.166666666666665899));
        q = Vector512.MultiplyAddEstimate(q, r, Vector512.Create(0.500000000000000513));
        q = Vector512.MultiplyAddEstimate(r * r, q, r);
        var power = Vector512.ShiftLeft((shifted + Vector512.Create(1023.0)).AsInt64(), 52).AsDouble();
        return Vector512.MultiplyAddEstimate(power, q, power);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Sigmoid(Vector512<double> x) => Vector512<double>.One / (Vector512<double>.One + Exp(-x));

    /// <summary>1 − 2/(e²ˣ + 1): not precise near zero, but precise enough beside gates.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Tanh(Vector512<double> x)
        => Vector512<double>.One - Vector512.Create(2.0) / (Exp(x + x) + Vector512<double>.One);
}
