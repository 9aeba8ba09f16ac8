using Xunit;
using static AutoDiffRnn.CellMath;

namespace AutoDiffRnn.Language.Tests;

public class ErrorTests
{
    private static readonly Vector Three = Ones(3);
    private static readonly Vector Four = Ones(4);
    private static readonly Matrix FiveByThree = new(5, 3, new double[15]);

    [Fact]
    public void ProductOfWrongSizes_NamesTheOperationAndBothShapes()
    {
        AssertMessage(() => FiveByThree * Four, "matrix * vector: matrix [5, 3] times vector [4]");
        AssertMessage(() => FiveByThree * FiveByThree, "matrix * matrix: matrix [5, 3] times matrix [5, 3]");
    }

    [Fact]
    public void OperatorOnDifferentShapes_NamesTheOperationAndBothShapes()
    {
        AssertMessage(() => Three + Four, "vector + vector: vector [3] and vector [4]");
        AssertMessage(() => Three - Four, "vector - vector: vector [3] and vector [4]");
        AssertMessage(() => Three * Four, "vector * vector: vector [3] and vector [4]");
        AssertMessage(() => Three / Four, "vector / vector: vector [3] and vector [4]");
        AssertMessage(() => Three < Four, "vector < vector: vector [3] and vector [4]");
        AssertMessage(() => Three > Four, "vector > vector: vector [3] and vector [4]");
        AssertMessage(() => Three <= Four, "vector <= vector: vector [3] and vector [4]");
        AssertMessage(() => Three >= Four, "vector >= vector: vector [3] and vector [4]");
        AssertMessage(() => FiveByThree + FiveByThree.T, "matrix + matrix: matrix [5, 3] and matrix [3, 5]");
        AssertMessage(() => FiveByThree - FiveByThree.T, "matrix - matrix: matrix [5, 3] and matrix [3, 5]");
    }

    [Fact]
    public void FunctionOnDifferentShapes_NamesTheArgumentsAsWrittenAndBothShapes()
    {
        var (h, target, W) = (Three, Four, FiveByThree);

        AssertMessage(() => Dot(h, target), "Dot(h, target): vector [3] and vector [4]");
        AssertMessage(() => SquaredError(2 * h, target), "SquaredError(2 * h, target): vector [3] and vector [4]");
        AssertMessage(() => Max(h, target), "Max(h, target): vector [3] and vector [4]");
        AssertMessage(() => Min(h, target), "Min(h, target): vector [3] and vector [4]");
        AssertMessage(() => Pow(h, target), "Pow(h, target): vector [3] and vector [4]");
        AssertMessage(() => Max(W, W.T), "Max(W, W.T): matrix [5, 3] and matrix [3, 5]");
        AssertMessage(() => Hadamard(W, W.T), "Hadamard(W, W.T): matrix [5, 3] and matrix [3, 5]");
        AssertMessage(() => LayerNorm(h, target, h), "LayerNorm(h, target): vector [3] and vector [4]");
        AssertMessage(() => LayerNorm(h, h, target), "LayerNorm(h, target): vector [3] and vector [4]");
        AssertMessage(() => Where(h > 0, h, target), "Where(h > 0, target): mask [3] and vector [4]");
        AssertMessage(() => Where(h > 0, target, h), "Where(h > 0, target): mask [3] and vector [4]");
        AssertMessage(() => Where(h > 0, target, 0), "Where(h > 0, target): mask [3] and vector [4]");
        AssertMessage(() => Where(h > 0, 0, target), "Where(h > 0, target): mask [3] and vector [4]");
        AssertMessage(() => Where(true, h, target), "Where(h, target): vector [3] and vector [4]");
        AssertMessage(() => Where(true, W, W.T), "Where(W, W.T): matrix [5, 3] and matrix [3, 5]");
    }

    [Fact]
    public void SplitThatLeavesARest_NamesTheLengthAndTheParts()
    {
        var gates = Ones(10);

        AssertMessage(() => Split(gates, 4), "Split(gates, 4): vector [10] into 4 parts");
        AssertMessage(() => Split(gates, 0), "parts: expected at least 1, but got 0");
        Assert.Contains(
            "gave 5 parts, but they are deconstructed into 2",
            Assert.Throws<InvalidOperationException>(() =>
            {
                var (a, b) = Split(gates, 5);
                return a + b;
            }).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void SliceOutsideOrEmpty_NamesTheVectorAndTheRange()
    {
        AssertMessage(() => Four[2..9], "within a vector [4], but got 2..9");
        AssertMessage(() => Four[3..2], "within a vector [4], but got 3..2");
        AssertMessage(() => Four[2..2], "within a vector [4], but got 2..2");
        AssertMessage(() => Four[^6..2], "within a vector [4], but got -2..2");
    }

    [Fact]
    public void IndexOutOfRange_NamesTheValueAndTheRange()
    {
        var next = 4;

        AssertOutOfRange(() => Four[4], "element of the vector from 0 to 3, but got 4");
        AssertOutOfRange(() => Four[-1], "element of the vector from 0 to 3, but got -1");
        AssertOutOfRange(() => FiveByThree[5], "row of the matrix from 0 to 4, but got 5");
        AssertOutOfRange(() => FiveByThree[-1], "row of the matrix from 0 to 4, but got -1");
        AssertOutOfRange(() => (Four > 0)[7], "element of the mask from 0 to 3, but got 7");
        AssertOutOfRange(() => Split(Four, 2)[2], "part from 0 to 1, but got 2");
        AssertOutOfRange(() => CrossEntropy(Four, next), "next: expected a class (one for each logit) from 0 to 3, but got 4");
        AssertOutOfRange(() => CrossEntropy(Four, -1), "from 0 to 3, but got -1");
    }

    [Fact]
    public void EmptyValue_IsRefused()
    {
        AssertMessage(() => new Vector(), "values: expected at least 1 element, but got 0");
        AssertMessage(() => new Vector(ReadOnlySpan<double>.Empty), "values: expected at least 1 element, but got 0");
        AssertMessage(() => new Mask(), "values: expected at least 1 element, but got 0");
        AssertMessage(() => new Matrix(0, 3, []), "rows, columns: expected at least 1 of each, but got [0, 3]");
        AssertMessage(() => new Matrix(3, -1, []), "rows, columns: expected at least 1 of each, but got [3, -1]");
        AssertMessage(() => new Matrix(new double[2, 0]), "values: expected at least 1 row and 1 column, but got [2, 0]");
        AssertMessage(() => Concat(), "vectors: expected at least 1 vector, but got 0");
        AssertMessage(() => Zeros(0), "length: expected at least 1, but got 0");
        AssertMessage(() => Ones(-2), "length: expected at least 1, but got -2");
        AssertMessage(() => Identity(0), "size: expected at least 1, but got 0");
    }

    [Fact]
    public void MatrixOfTheWrongNumberOfElements_NamesTheShapeAndTheNumber()
        => AssertMessage(() => new Matrix(2, 3, [1.0, 2, 3, 4, 5]), "rowMajor: expected the elements of a matrix [2, 3], but got 5");

    [Fact]
    public void Null_IsNamed()
    {
        Vector missing = null!;
        Matrix noMatrix = null!;

        Assert.Equal("missing", Assert.Throws<ArgumentNullException>(() => Dot(Three, missing)).ParamName);
        Assert.Throws<ArgumentNullException>(() => Three + missing);
        Assert.Throws<ArgumentNullException>(() => missing * 2);
        Assert.Throws<ArgumentNullException>(() => missing > 2);
        Assert.Throws<ArgumentNullException>(() => noMatrix * Three);
        Assert.Throws<ArgumentNullException>(() => -noMatrix);
        Assert.Throws<ArgumentNullException>(() => Tanh(missing));
        Assert.Throws<ArgumentNullException>(() => Mean(missing));
        Assert.Throws<ArgumentNullException>(() => Softmax(missing));
        Assert.Throws<ArgumentNullException>(() => Split(missing, 2));
        Assert.Throws<ArgumentNullException>(() => Concat(Three, missing));
        Assert.Throws<ArgumentNullException>(() => new Vector((double[])missing?.ToArray()!));
    }

    private static void AssertMessage(Func<object> act, string part)
        => Assert.Contains(part, Assert.ThrowsAny<ArgumentException>(act).Message, StringComparison.Ordinal);

    private static void AssertMessage(Func<double> act, string part) => AssertMessage(() => (object)act(), part);

    private static void AssertOutOfRange<T>(Func<T> act, string part)
        => Assert.Contains(part, Assert.Throws<ArgumentOutOfRangeException>(() => (object?)act()).Message, StringComparison.Ordinal);
}
