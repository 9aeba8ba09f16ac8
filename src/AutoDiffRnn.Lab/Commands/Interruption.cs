using System.Runtime.InteropServices;

namespace AutoDiffRnn.Lab.Commands;

/// <summary>
/// Ctrl-C and SIGTERM: the first asks the program to finish what it does and save; the second ends it at once, which a checkpoint
/// survives because it is only ever replaced as a whole.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private readonly PosixSignalRegistration[] _registrations;
    private readonly CancellationTokenSource _token = new();
    private int _number;

    /// <summary>Takes the signals over until it is disposed.</summary>
    public Interruption() => _registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Handle(context, 2)),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Handle(context, 15)),
    ];

    /// <summary>Whether a signal has come.</summary>
    public bool HasCome => Volatile.Read(ref _number) != 0;

    /// <summary>Cancelled when a signal comes.</summary>
    public CancellationToken Token => _token.Token;

    /// <summary>What the program ends with after a signal.</summary>
    public int ExitCode => Errors.ExitCode.OfSignal(_number);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        _token.Dispose();
    }

    private void Handle(PosixSignalContext context, int number)
    {
        if (Interlocked.CompareExchange(ref _number, number, 0) == 0)
        {
            context.Cancel = true;
            _token.Cancel();
            return;
        }

        if (!Console.IsOutputRedirected)
            Console.Out.Write("\u001b[?25h"); // The progress bar hides the cursor.
    }
}
