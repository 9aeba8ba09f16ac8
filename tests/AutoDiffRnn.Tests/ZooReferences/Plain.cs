namespace AutoDiffRnn.Tests.ZooReferences;

/// <summary>Arithmetic of arrays, written out: the references share no line with the library.</summary>
internal static class Plain
{
    public static double Sigma(double a) => 1 / (1 + Math.Exp(-a));

    public static double Softplus(double a) => Math.Log(1 + Math.Exp(a));

    public static double Silu(double a) => a / (1 + Math.Exp(-a));

    public static double[] Each(double[] a, Func<double, double> f) => Make(a.Length, i => f(a[i]));

    public static double[] Make(int length, Func<int, double> element) => [.. Enumerable.Range(0, length).Select(element)];

    public static double[] Add(params double[][] terms) => Make(terms[0].Length, i => terms.Sum(term => term[i]));

    public static double[] Scale(double s, double[] a) => Each(a, e => s * e);

    public static double[] Times(double[] a, double[] b) => Make(a.Length, i => a[i] * b[i]);

    public static double Dot(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }

    /// <summary>The matrix that is f of each row and column.</summary>
    public static double[][] Grid(int rows, int columns, Func<int, int, double> element)
        => [.. Enumerable.Range(0, rows).Select(i => Make(columns, j => element(i, j)))];

    public static double[] Product(double[][] m, double[] v) => [.. m.Select(row => Dot(row, v))];

    public static double[][] Product(double[][] a, double[][] b)
        => Grid(a.Length, b[0].Length, (i, j) => Enumerable.Range(0, b.Length).Sum(k => a[i][k] * b[k][j]));

    public static double[][] Unit(int size) => Grid(size, size, (i, j) => i == j ? 1 : 0);

    /// <summary>Rows [part·size, (part + 1)·size) of a wide weight: those of one gate.</summary>
    public static TItem[] Part<TItem>(TItem[] all, int part, int parts) => all[(part * all.Length / parts)..((part + 1) * all.Length / parts)];

    public static double[] Flat(double[][] m) => [.. m.SelectMany(row => row)];

    public static double[] LayerNorm(double[] a, double[] gain, double[] bias)
    {
        var mean = a.Sum() / a.Length;
        var variance = a.Sum(e => (e - mean) * (e - mean)) / a.Length;
        return Make(a.Length, i => gain[i] * (a[i] - mean) / Math.Sqrt(variance + 1e-5) + bias[i]);
    }
}
