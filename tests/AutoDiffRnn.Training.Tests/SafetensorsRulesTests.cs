using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace AutoDiffRnn.Training.Tests;

/// <summary>
/// Our files by the rules of the safetensors package, read by a small parser that shares nothing with ours; and files of other programs in ours.
/// </summary>
public class SafetensorsRulesTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void AFileOfOurs_FollowsTheRulesAndHoldsTheNumbers(int h)
    {
        using var folder = new Folder();
        var network = Toys.Network<float>(cell: Toys.Cell(h: h, i: 3));
        var rule = new Adam<float>(network.Weights);
        rule.Step(network.Weights, network.Weights, 0.1);
        var random = new RandomSource(5);
        Checkpoint.Save(folder["a"], network, rule, random, new Dictionary<string, string> { ["note"] = "ä" });

        var file = PlainFile.Parse(File.ReadAllBytes(folder["a"]));
        Assert.Equal(network.Weights["W"].Values.ToArray(), file.Numbers<float>("W", "F32", h, 3));
        Assert.Equal(network.Weights["U"].Values.ToArray(), file.Numbers<float>("U", "F32", h, h));
        Assert.Equal(network.Weights["b"].Values.ToArray(), file.Numbers<float>("b", "F32", h));
        Assert.Equal(network.Weights["s"].Values.ToArray(), file.Numbers<float>("s", "F32"));
        Assert.Equal(rule.State("m")[..(h * 3)].ToArray(), file.Numbers<float>("optimizer.m.W", "F32", h, 3));
        Assert.Equal(rule.State("v")[^1], file.Numbers<float>("optimizer.v.s", "F32")[0]);
        Assert.Equal([1L], file.Numbers<long>("optimizer.steps", "I64"));
        var (s0, s1, s2, s3) = random.State;
        Assert.Equal([s0, s1, s2, s3], file.Numbers<ulong>("random.state", "U64", 4));
        Assert.Equal("ä", file.Metadata["note"]);
        Assert.Equal("Toy", file.Metadata["autodiffrnn.cell"]);
        Assert.Equal($"{h}", file.Metadata["autodiffrnn.dimension.H"]);
        Assert.Equal("0.1", file.Metadata["autodiffrnn.constant.leak"]);
    }

    [Fact]
    public void AFileOfOursInDouble_HoldsF64()
    {
        using var folder = new Folder();
        var network = Toys.Network<double>();
        Checkpoint.Save(folder["a"], network);
        Assert.Equal(network.Weights["W"].Values.ToArray(), PlainFile.Parse(File.ReadAllBytes(folder["a"])).Numbers<double>("W", "F64", 3, 5));
    }

    [Theory]
    [InlineData("")]
    [InlineData("""   "__metadata__": {"format":"pt"}, """)]
    public void AFileOfAnotherProgram_LoadsItsWeights(string metadata)
    {
        using var folder = new Folder();
        var network = Toys.Network<float>(cell: Toys.Cell(h: 1, i: 2));
        var header = "{" + metadata + """
            "s" : {"dtype":"F32", "shape":[], "data_offsets":[0,4]},
            "U":{"shape":[1,1],"data_offsets":[4,8],"dtype":"F32"},
            "W":{"dtype":"F32","shape":[1,2],"data_offsets":[8,16]}, "b":{"dtype":"F32","shape":[1],"data_offsets":[16,20]},
            "other.half":{"dtype":"BF16","shape":[3,0,7],"data_offsets":[20,20]},
            "other.tensor":{"dtype":"U8","shape":[3],"data_offsets":[20,23]}}
            """;
        File.WriteAllBytes(folder["a"], PlainFile.Build(header, [.. MemoryMarshal.AsBytes<float>([1, 2, 3, 4, 5]), 7, 7, 7]));
        var info = Checkpoint.Load(folder["a"], network);
        Assert.Equal([3, 4, 2, 5, 1], network.Weights.Values.ToArray());
        Assert.Null(info.Cell);
        Assert.Equal("F32", info.ElementType);
        Assert.Null(Checkpoint.Read(folder["a"]).Optimizer);
    }
}

/// <summary>The format written down once more, with the checks of the package's own reader.</summary>
internal sealed class PlainFile
{
    private readonly Dictionary<string, (string Type, long[] Shape, byte[] Data)> _tensors = [];

    public Dictionary<string, string> Metadata { get; private init; } = [];

    public static byte[] Build(string header, byte[] data)
    {
        var text = Encoding.UTF8.GetBytes(header);
        var length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, text.Length);
        return [.. length, .. text, .. data];
    }

    public static PlainFile Parse(byte[] file)
    {
        var length = BinaryPrimitives.ReadInt64LittleEndian(file);
        Assert.InRange(length, 2, 100_000_000);
        Assert.Equal(0, length % 8);
        Assert.Equal((byte)'{', file[8]);
        using var header = JsonDocument.Parse(file.AsMemory(8, (int)length));
        var data = file.AsSpan(8 + (int)length);
        var keys = header.RootElement.EnumerateObject().Select(property => property.Name).ToList();
        Assert.Equal(keys.Count, keys.Distinct().Count());
        var result = new PlainFile
        {
            Metadata = header.RootElement.GetProperty("__metadata__").EnumerateObject()
                .ToDictionary(entry => entry.Name, entry => entry.Value.GetString()!),
        };

        var end = 0L;
        foreach (var tensor in header.RootElement.EnumerateObject().Where(property => property.Name != "__metadata__"))
        {
            var fields = tensor.Value.EnumerateObject().Select(property => property.Name);
            Assert.Equal(["data_offsets", "dtype", "shape"], fields.Order(StringComparer.Ordinal));
            var type = tensor.Value.GetProperty("dtype").GetString()!;
            var size = int.Parse(type[1..], System.Globalization.CultureInfo.InvariantCulture) / 8;
            var shape = tensor.Value.GetProperty("shape").EnumerateArray().Select(number => number.GetInt64()).ToArray();
            var offsets = tensor.Value.GetProperty("data_offsets").EnumerateArray().Select(number => number.GetInt64()).ToArray();
            Assert.Equal(end, offsets[0]); // no hole, no overlap
            Assert.Equal(0, (8 + length + offsets[0]) % size); // aligned in a mapped file
            Assert.Equal(shape.Aggregate((long)size, (product, one) => product * one), offsets[1] - offsets[0]);
            end = offsets[1];
            result._tensors.Add(tensor.Name, (type, shape, data[(int)offsets[0]..(int)offsets[1]].ToArray()));
        }

        Assert.Equal(data.Length, end);
        return result;
    }

    public T[] Numbers<T>(string name, string type, params long[] shape) where T : unmanaged
    {
        var tensor = _tensors[name];
        Assert.Equal(type, tensor.Type);
        Assert.Equal(shape, tensor.Shape);
        return MemoryMarshal.Cast<byte, T>(tensor.Data).ToArray();
    }
}
