using System.Text;
using AutoDiffRnn.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace AutoDiffRnn.Generators;

/// <summary>Writes the network of every method marked <c>[RnnCell]</c>. It reports nothing; <see cref="CellAnalyzer"/> does.</summary>
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
        var files = cells.Select(static (model, _) => SafeEmitter.Emit(model!)).WithTrackingName(StepNames.Emit);
        context.RegisterSourceOutput(files, static (context, file) => context.AddSource(file.HintName, SourceText.From(file.Source, Encoding.UTF8)));
    }
}
