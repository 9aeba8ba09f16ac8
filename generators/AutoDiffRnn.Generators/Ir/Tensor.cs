using System;
using System.Collections.Generic;
using System.Linq;

namespace AutoDiffRnn.Generators.Ir;

/// <summary>A scalar, vector or matrix of the evaluator: numbers in row-major order. A token is a number too.</summary>
internal sealed class Tensor(int[] sizes, double[] data)
{
    public Tensor(params int[] sizes)
        : this(sizes, new double[sizes.Aggregate(1, (product, size) => product * size)])
    {
    }

    public int[] Sizes { get; } = sizes;

    public double[] Data { get; } = data;

    public int Rows => Sizes[0];

    public int Columns => Sizes[Sizes.Length - 1];

    public double Number => Data[0];

    public double this[int row, int column]
    {
        get => Data[row * Columns + column];
        set => Data[row * Columns + column] = value;
    }

    public static Tensor Scalar(double value) => new([], [value]);

    public static Tensor Vector(IEnumerable<double> values)
    {
        var data = values.ToArray();
        return new Tensor([data.Length], data);
    }

    public Tensor Map(Func<double, double> function) => new(Sizes, [.. Data.Select(function)]);

    public Tensor Zip(Tensor other, Func<double, double, double> function) => new(Sizes, [.. Data.Zip(other.Data, function)]);
}

/// <summary>What an operator's evaluation may see: its operands, its sizes in numbers, and the sizes of its result.</summary>
internal sealed class EvaluationContext(IReadOnlyList<Tensor> arguments, IReadOnlyList<int> sizes, int[] resultSizes, string symbol)
{
    public IReadOnlyList<int> Sizes { get; } = sizes;

    public int[] ResultSizes { get; } = resultSizes;

    public string Symbol { get; } = symbol;

    public Tensor this[int argument] => arguments[argument];

    public int Count => arguments.Count;
}
