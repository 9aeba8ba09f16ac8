namespace AutoDiffRnn.Generators.Ir;

/// <summary>A <c>[Differentiable]</c> method as the rest of the pipeline sees it: values only, compared by value.</summary>
/// <param name="HintName">The name of the generated file, without its ending: unique in a project.</param>
/// <param name="Callable">The method as other assemblies call it.</param>
internal sealed record FunctionModel(string HintName, Callable Callable);
