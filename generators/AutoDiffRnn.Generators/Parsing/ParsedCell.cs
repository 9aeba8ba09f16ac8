using System.Collections.Immutable;
using AutoDiffRnn.Generators.Ir;
using Microsoft.CodeAnalysis;

namespace AutoDiffRnn.Generators.Parsing;

/// <summary>What parsing gives: the generator takes the model, the analyzer the diagnostics.</summary>
/// <param name="Model">The cell; null if not even its network's type and members can be named. Its program is null if anything is wrong.</param>
/// <param name="Diagnostics">Everything that is wrong, in the order of the source.</param>
/// <param name="Places">Where each statement of the program is written. Not of the model, so that a moved line generates nothing anew.</param>
internal readonly record struct ParsedCell(CellModel? Model, ImmutableArray<Diagnostic> Diagnostics, ImmutableArray<Location> Places);
