using System.Buffers.Binary;
using System.Text;

namespace AutoDiffRnn.Training.Tests;

/// <summary>Whatever is wrong with a file, the error is a <see cref="CheckpointException"/> that names the file, and nothing has changed.</summary>
public class CheckpointDamageTests
{
    [Fact]
    public void AnyFlippedBit_IsFound()
    {
        using var target = new Target();
        var good = target.SavedBytes();
        for (var at = 0; at < good.Length; at++)
        {
            for (var bit = 0; bit < 8; bit++)
            {
                good[at] ^= (byte)(1 << bit);
                target.AssertRefuses(good, $"bit {bit} of byte {at}");
                good[at] ^= (byte)(1 << bit);
            }
        }

        target.AssertLoads(good);
    }

    [Fact]
    public void AnyTruncationOrAddition_IsFound()
    {
        using var target = new Target();
        var good = target.SavedBytes();
        for (var length = 0; length < good.Length; length++)
            target.AssertRefuses(good[..length], $"length {length}");
        target.AssertRefuses([.. good, 0], "one byte more");
    }

    [Fact]
    public void AnyDamageToTheHeaderOfAFileWithoutASum_IsRefusedOrChangesNothingThatMatters()
    {
        using var target = new Target();
        var header = """{"__metadata__":{"a":"\u00e4"},"W":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]},"""
            + """ "U":{"dtype":"F32","shape":[1,1],"data_offsets":[8,12]},"b":{"dtype":"F32","shape":[1],"data_offsets":[12,16]},"""
            + """ "s":{"dtype":"F32","shape":[],"data_offsets":[16,20]}}   """;
        var good = PlainFile.Build(header, [.. Enumerable.Range(1, 20).Select(number => (byte)number)]);
        var loaded = 0;
        for (var at = 0; at < 8 + header.Length; at++)
        {
            for (var change = 1; change < 256; change += at < 100 ? 1 : 23)
            {
                var bad = good.ToArray();
                bad[at] ^= (byte)change;
                loaded += target.LoadsSameOrRefuses(bad, good.AsSpan(^20)) ? 1 : 0;
            }
        }

        Assert.InRange(loaded, 1, 2000); // other white space, another name of the entry
    }

    [Theory]
    [InlineData("""[]""", "begins with {")]
    [InlineData("""{} x""", "JSON")]
    [InlineData("""{"W":1}""", "tensor 'W' to be an object")]
    [InlineData("""{"W":{}}""", "dtype, shape and data_offsets of tensor 'W'")]
    [InlineData("""{"W":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"dtype":"F32"}}""", "each once")]
    [InlineData("""{"W":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"more":1}}""", "'more'")]
    [InlineData("""{"W":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"W":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "'W' twice")]
    [InlineData("""{"W":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "'b' to begin")]
    [InlineData("""{"W":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", "within the 4 bytes")]
    [InlineData("""{"W":{"dtype":"U8","shape":[2],"data_offsets":[2,4]}}""", "begin where the one before ends")]
    [InlineData("""{"W":{"dtype":"U8","shape":[2],"data_offsets":[0,2]}}""", "2 bytes of data, as the header says, but found 4")]
    [InlineData("""{"W":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}""", "data_offsets of 'W' within")]
    [InlineData("""{"W":{"dtype":"F32","shape":[1],"data_offsets":[0,4,4]}}""", "data_offsets of 'W' within")]
    [InlineData("""{"W":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""", "whole numbers, at least 0")]
    [InlineData("""{"W":{"dtype":"F32","shape":[1.5],"data_offsets":[0,4]}}""", "whole numbers, at least 0")]
    [InlineData("""{"W":{"dtype":"F32","shape":["1"],"data_offsets":[0,4]}}""", "whole numbers")]
    [InlineData("""{"W":{"dtype":"F32","shape":[99999999999,99999999999],"data_offsets":[0,4]}}""", "possible size")]
    [InlineData("""{"W":{"dtype":"F33","shape":[1],"data_offsets":[0,4]}}""", "one of the types")]
    [InlineData("""{"W":{"dtype":32,"shape":[1],"data_offsets":[0,4]}}""", "dtype of 'W' to be a string")]
    [InlineData("""{"W":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", "8 bytes for 'W'")]
    [InlineData("""{"\ud800":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "well-formed strings")]
    [InlineData("""{"__metadata__":[]}""", "__metadata__ to be an object")]
    [InlineData("""{"__metadata__":{"a":1}}""", "__metadata__ 'a' to be a string")]
    [InlineData("""{"__metadata__":{"a":"1","a":"2"}}""", "'a' twice")]
    [InlineData("""{"__metadata__":{},"__metadata__":{}}""", "it twice")]
    [InlineData("""{"__metadata__":{"autodiffrnn.sha256":"short"}}""", "64 hexadecimal digits")]
    [InlineData("""{"__metadata__":{"autodiffrnn.format":"1"},"W":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "only one of them")]
    [InlineData("""{"__metadata__":{"autodiffrnn.dimension.H":"x"},"W":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "a size of at least 1")]
    [InlineData("""{"__metadata__":{"autodiffrnn.constant.k":"x"},"W":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "a number as")]
    [InlineData("""{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{}}}}}}}}}}""", "dtype, shape and data_offsets")]
    public void AHeaderAgainstTheRules_IsRefusedWithTheRule(string header, string expected)
    {
        using var target = new Target();
        Assert.Contains(expected, target.AssertRefuses(PlainFile.Build(header, new byte[4]), header).Message);
    }

    [Fact]
    public void AHeaderThatClaimsToBeHuge_IsRefusedBeforeItIsRead()
    {
        using var target = new Target();
        var file = new byte[64];
        BinaryPrimitives.WriteUInt64LittleEndian(file, 100_000_001);
        Assert.Contains("at most 100000000 bytes", target.AssertRefuses(file, "limit").Message);
        BinaryPrimitives.WriteUInt64LittleEndian(file, ulong.MaxValue);
        Assert.Contains("18446744073709551615", target.AssertRefuses(file, "all ones").Message);
        BinaryPrimitives.WriteUInt64LittleEndian(file, 57);
        Assert.Contains("cut off or no safetensors file", target.AssertRefuses(file, "one too many").Message);
    }

    [Fact]
    public void ATextFile_IsNoCheckpointAndItsContentsDoNotReachTheTerminal()
    {
        using var target = new Target();
        target.AssertRefuses(Encoding.UTF8.GetBytes("To be, or not to be, that is the question."), "text");
        var hostile = PlainFile.Build("{\"W\\u001b[2J\":1}", []);
        Assert.DoesNotContain('\u001b', target.AssertRefuses(hostile, "escape").Message);
    }

    [Fact]
    public void AMissingFile_IsReportedAsSuch()
    {
        using var target = new Target();
        Assert.Throws<FileNotFoundException>(() => Checkpoint.Read(target.Path + ".missing"));
    }

    /// <summary>A network, an optimiser, a random source and numbers that a damaged file must not touch.</summary>
    private sealed class Target : IDisposable
    {
        private readonly Folder _folder = new();
        private readonly ToyNetwork<float> _network = Toys.Network<float>(seed: 50, Toys.Cell(h: 1, i: 2));
        private readonly Sgd<float> _optimizer;
        private readonly RandomSource _random = new(51);
        private readonly Dictionary<string, float[]> _tensors = new() { ["h"] = [5] };
        private byte[] _before;

        public Target()
        {
            _optimizer = new Sgd<float>(_network.Weights, momentum: 0.5);
            _optimizer.Step(_network.Weights, _network.Weights, 0.1);
            _before = Everything();
        }

        public string Path => _folder["file.safetensors"];

        public byte[] SavedBytes()
        {
            var network = Toys.Network<float>(seed: 60, Toys.Cell(h: 1, i: 2));
            var optimizer = new Sgd<float>(network.Weights, momentum: 0.5);
            optimizer.Step(network.Weights, network.Weights, 0.1);
            var tensors = new Dictionary<string, float[]> { ["h"] = [6] };
            Checkpoint.Save(Path, network, optimizer, new RandomSource(61), new Dictionary<string, string> { ["k"] = "v" }, tensors);
            return File.ReadAllBytes(Path);
        }

        public CheckpointException AssertRefuses(byte[] file, string what)
        {
            Overwrite(file);
            var error = Record.Exception(() => Checkpoint.Load(Path, _network, _optimizer, _random, _tensors));
            Assert.True(error is CheckpointException, $"{what}: {error?.ToString() ?? "it was loaded"}");
            Assert.StartsWith(Path + ": expected ", error?.Message, StringComparison.Ordinal);
            Assert.True(_before.AsSpan().SequenceEqual(Everything()), $"{what}: something changed");
            return (CheckpointException)error!;
        }

        public void AssertLoads(byte[] file)
        {
            Overwrite(file);
            Checkpoint.Load(Path, _network, _optimizer, _random, _tensors);
            Assert.Equal(6, _tensors["h"][0]);
            Assert.Equal(new RandomSource(61).State, _random.State);
        }

        /// <summary>Loads the weights alone; returns whether it did.</summary>
        public bool LoadsSameOrRefuses(byte[] file, ReadOnlySpan<byte> weights)
        {
            Overwrite(file);
            var error = Record.Exception(() => Checkpoint.Load(Path, _network));
            if (error is null)
            {
                Assert.Equal(weights.ToArray(), Toys.Bits(_network.Weights.Values));
                _before = Everything();
                return true;
            }

            Assert.True(error is CheckpointException, $"{error}");
            Assert.Equal(_before, Everything());
            return false;
        }

        public void Dispose() => _folder.Dispose();

        /// <summary>In place: a file that is emptied first costs milliseconds on some file systems, and this is done by the ten thousand.</summary>
        private void Overwrite(byte[] file)
        {
            using var stream = new FileStream(Path, FileMode.OpenOrCreate, FileAccess.Write);
            stream.Write(file);
            stream.SetLength(file.Length);
        }

        private byte[] Everything() =>
        [
            .. Toys.Bits(_network.Weights.Values), .. Toys.Bits<float>(_optimizer.State("velocity")), .. BitConverter.GetBytes(_optimizer.Steps),
            .. Encoding.UTF8.GetBytes($"{_random.State}"), .. Toys.Bits<float>(_tensors["h"]),
        ];
    }
}
