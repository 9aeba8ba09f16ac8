using System.CommandLine;
using AutoDiffRnn.Benchmarks.Commands;
using AutoDiffRnn.Benchmarks.Harness;
using AutoDiffRnn.Benchmarks.Torch.Native;
using AutoDiffRnn.Benchmarks.Torch.Peers;

namespace AutoDiffRnn.Benchmarks.Torch;

/// <summary>The comparison with libtorch.</summary>
internal sealed class TorchCommand : ComparisonCommand
{
    private const string About = """
        Generated code beside libtorch (TorchSharp), in one process, by turns, with the same weights, inputs and seeds.

        forward: a runner, its weights packed in each call, beside the layer under no_grad. Forward + backward: the gradients of the weights,
        beside a call that records and backward(). Cells that libtorch has no layer for are written as its users write them, as a loop of tensor
        operations after the product with the input, and as the same loop in TorchScript.

        The C library keeps the memory that libtorch frees, as it would otherwise be fetched from the system in each call.

        Example:
          dotnet run -c Release --project benchmarks/AutoDiffRnn.Benchmarks.Torch -- --cells lstm,gru --sizes 100,16,64,64 --threads 1,2
        """;

    private TorchCommand()
        : base("torch", "Generated code beside libtorch 2.10", About,
            ["lstm", "gru", "rnn", "peephole", "mgu", "layernorm"], Environment.ProcessorCount)
    {
    }

    /// <summary>Runs a command line.</summary>
    public static int Run(string[] arguments)
    {
        var comparison = new TorchCommand();
        var root = new RootCommand("Compares generated code with libtorch.") { comparison, new MemoryCommand(comparison) };
        // The comparison is all that this program does, so its name may be left out.
        var named = arguments.Length > 0 && !arguments[0].StartsWith('-');
        return root.Parse(named ? arguments : [comparison.Name, .. arguments]).Invoke();
    }

    /// <inheritdoc/>
    public override string? Prepare()
    {
        Allocator.KeepMemory();
        return TorchLibrary.Load(Console.WriteLine);
    }

    /// <inheritdoc/>
    protected override string AboutDifferences
        => "Its library oneDNN is wrong with vectors of 512 bits on some processors: ONEDNN_MAX_CPU_ISA=AVX2 in the environment keeps it from them.";

    /// <inheritdoc/>
    public override IEnumerable<string> Peers(BenchmarkCell cell)
        => LayerContender.Names.TryGetValue(cell.Name, out var layer) ? [layer] : [LoopContender.Title, ScriptContender.Title];

    /// <inheritdoc/>
    public override Contender Create(string peer, Problem problem) => peer switch
    {
        LoopContender.Title => new LoopContender(problem),
        ScriptContender.Title => new ScriptContender(problem),
        _ => LayerContender.Create(problem),
    };

    /// <inheritdoc/>
    public override void UseThreads(int threads)
    {
        base.UseThreads(threads);
        TorchSharp.torch.set_num_threads(threads);
    }
}
