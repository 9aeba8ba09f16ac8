using System.CommandLine;
using System.CommandLine.Help;
using AutoDiffRnn.Lab.Errors;

namespace AutoDiffRnn.Lab.Commands;

/// <summary>The command <c>lab</c> with everything below it.</summary>
internal sealed class LabCommand : RootCommand, IHasExamples
{
    private LabCommand()
        : base("Why do recurrent networks forget? Measures it, on any cell; explains cells beside their backward pass; trains models on text and writes text.")
    {
        Subcommands.Add(new AnswerCommand());
        Subcommands.Add(new TrainCommand());
        Subcommands.Add(new SampleCommand());
        Subcommands.Add(new AgreementCommand());
        Subcommands.Add(new TranslateCommand());
        Subcommands.Add(new RolesCommand());
        Subcommands.Add(new ProbeCommand());
        Subcommands.Add(new SurgeryCommand());
        Subcommands.Add(new SameMatrixCommand());
        Subcommands.Add(new RemediesCommand());
        Subcommands.Add(new FlowCommand());
        Subcommands.Add(new RealCommand());
        Subcommands.Add(new ExplainCommand());
        Subcommands.Add(new ReportCommand());
        foreach (var help in Options.OfType<HelpOption>())
            help.Action = new HelpWithExamples((HelpAction)help.Action!);
    }

    /// <inheritdoc/>
    public IReadOnlyList<(string CommandLine, string Meaning)> Examples { get; } =
    [
        ("lab answer", "measure what is claimed about forgetting, and write a report"),
        ("lab explain Lstm", "show a cell beside its backward pass"),
        ("lab train", "train an LSTM on the text that comes with the program"),
        ("lab sample", "write text with it"),
    ];

    /// <summary>Runs a command line.</summary>
    /// <returns>The exit code, see <see cref="ExitCode"/>.</returns>
    public static int Run(string[] arguments)
    {
        var parsed = new LabCommand().Parse(arguments);
        if (parsed.Errors.Count > 0)
            return TellErrors(parsed);
        try
        {
            // Interruption handles the signals: the library's own handler would end the process while it saves.
            return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (LabException error)
        {
            return Tell(error);
        }
        catch (Exception error) when (error is OutOfMemoryException or OverflowException)
        {
            return Tell(LabErrors.OutOfMemory());
        }
#pragma warning disable CA1031 // A user gets a message, whatever happens.
        catch (Exception error)
#pragma warning restore CA1031
        {
            return Tell(LabErrors.Unexpected(error));
        }
    }

    private static int TellErrors(ParseResult parsed)
    {
        foreach (var message in parsed.Errors.Select(error => error.Message).Distinct())
            Console.Error.WriteLine(message.StartsWith(LabErrors.Value, StringComparison.Ordinal) ? message : $"{LabErrors.CommandLine}: {message}");
        var command = parsed.CommandResult.Command;
        Console.Error.WriteLine($"'{(command is RootCommand ? "lab" : $"lab {command.Name}")} --help' shows what there is, with examples.");
        return ExitCode.Usage;
    }

    private static int Tell(LabException error)
    {
        Console.Error.WriteLine(error.Message);
        return error.ExitCode;
    }
}
