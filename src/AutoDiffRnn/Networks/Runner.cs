using System.Numerics;

namespace AutoDiffRnn;

/// <summary>
/// Sequences that a network runs forward without a tape: for evaluation, and step by step for streaming. The states are carried
/// from one run to the next. It uses the weights that <see cref="Network{T}.Prepare"/> packed.
/// </summary>
/// <typeparam name="T"><see langword="float"/> or <see langword="double"/>.</typeparam>
/// <example>
/// <code>
/// network.Prepare();
/// var runner = network.CreateRunner(batch: 1);
/// runner.Window.Index("token")[0, 0][0] = token;
/// runner.Run();                                   // one step; the next call goes on from its states
/// </code>
/// </example>
public class Runner<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Called by networks.</summary>
    protected internal Runner(Network<T> network, Tape<T> window)
    {
        Network = network;
        Window = window;
    }

    /// <summary>The network that runs.</summary>
    public Network<T> Network { get; }

    /// <summary>
    /// The inputs of the next run, and the states and outputs of the last one at each of its steps. Its initial states are
    /// those that the next run starts from.
    /// </summary>
    public Tape<T> Window { get; }

    /// <summary>Runs all steps of the window, and carries the states over.</summary>
    /// <exception cref="InvalidOperationException">The weights were not prepared, or have changed since.</exception>
    public void Run()
    {
        Network.RunPrepared(Window);
        Window.CarryOver();
    }

    /// <summary>Sets how many steps the runs to come have, and keeps the states.</summary>
    /// <exception cref="ArgumentException">The window has no room for so many steps.</exception>
    public void Resize(int steps) => Window.Resize(steps, Window.Batch);

    /// <summary>Sets all states to zero: new sequences begin.</summary>
    public void Reset()
    {
        // By index, without a query over all values: streams are reset often, and that should allocate nothing.
        var values = Network.Cell.Values;
        for (var i = 0; i < values.Count; i++)
        {
            if (values[i].Role == CellRole.State)
                Window.Initial(values[i].Name).Fill(T.Zero);
        }
    }
}
