using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace AutoDiffRnn.Lab.Commands;

/// <summary>A command that knows examples of its use.</summary>
internal interface IHasExamples
{
    /// <summary>Command lines and what each does.</summary>
    IReadOnlyList<(string CommandLine, string Meaning)> Examples { get; }
}

/// <summary>The usual help, and below it the command's examples.</summary>
internal sealed class HelpWithExamples(HelpAction usual) : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        var exitCode = usual.Invoke(parseResult);
        if (parseResult.CommandResult.Command is not IHasExamples command)
            return exitCode;

        var output = parseResult.InvocationConfiguration.Output;
        output.WriteLine("Examples:");
        foreach (var (commandLine, meaning) in command.Examples)
        {
            output.WriteLine($"  {commandLine}");
            output.WriteLine($"      {meaning}");
        }

        output.WriteLine();
        output.WriteLine("In the repository, 'dotnet run -c Release --project src/AutoDiffRnn.Lab --' stands for 'lab'.");
        output.WriteLine("Errors are explained in docs/lab.md.");
        return exitCode;
    }
}
