using System.Text;
using AutoDiffRnn.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace AutoDiffRnn.Generators;

/// <summary>
/// Writes the network of every method marked <c>[RnnCell]</c>, and the program of each that other assemblies see, also of methods marked
/// <c>[Differentiable]</c>. It reports nothing; <see cref="CellAnalyzer"/> does.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class CellGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var cells = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                LanguageTypes.CellAttributeFullName,
                static (_, _) => true,
                static (cell, cancellation) => CellParser
                    .Parse(cell.TargetNode, cell.TargetSymbol as IMethodSymbol, cell.SemanticModel, cancellation)
                    .Model)
            .WithTrackingName(StepNames.Parse)
            .Where(static model => model is not null);
        var disabled = context.AnalyzerConfigOptionsProvider.Select(static (options, _) => DisabledPasses.Of(options).Set);
        var measured = context.AnalyzerConfigOptionsProvider.Select(static (options, _) => MeasuredCells.Of(options).All);
        var networks = cells.Combine(disabled).Select(static (cell, _) => DisabledPasses.In(cell.Left!, cell.Right))
            .Combine(measured).Select(static (cell, _) => MeasuredCells.In(cell.Left, cell.Right));
        var functions = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                LanguageTypes.FunctionAttributeFullName,
                static (_, _) => true,
                static (function, cancellation) => FunctionParser
                    .Parse(function.TargetNode, function.TargetSymbol as IMethodSymbol, function.SemanticModel, cancellation)
                    .Model)
            .WithTrackingName(StepNames.ParseFunction)
            .Where(static model => model is not null);
        context.RegisterSourceOutput(networks.Select(static (model, _) => SafeEmitter.Emit(model)).WithTrackingName(StepNames.Emit), Add);
        context.RegisterSourceOutput(
            networks.Where(static model => model.Measure).Select(static (model, _) => SafeEmitter.EmitStep(model)).WithTrackingName(StepNames.EmitStep), Add);
        context.RegisterSourceOutput(cells.Select(static (model, _) => SafeEmitter.EmitProgram(model!)).WithTrackingName(StepNames.EmitProgram), Add);
        context.RegisterSourceOutput(
            functions.Select(static (model, _) => SafeEmitter.EmitProgram(model!)).WithTrackingName(StepNames.EmitFunction), Add);
    }

    private static void Add(SourceProductionContext context, EmittedCell? file)
    {
        if (file is not null)
            context.AddSource(file.HintName, SourceText.From(file.Source, Encoding.UTF8));
    }
}
