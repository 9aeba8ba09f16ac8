using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Infrastructure;
using AutoDiffRnn.Generators.Measuring;

namespace AutoDiffRnn.Generators.Ir;

/// <summary>What a parameter of a cell is to it.</summary>
internal enum Role
{
    Input,
    State,
    Weight,
    Constant,
}

/// <summary>The C# type of a <c>[Constant]</c>.</summary>
internal enum ConstantType
{
    None,
    Double,
    Int,
    Bool,
}

/// <summary>One parameter of a cell's method.</summary>
internal sealed record CellParameter(Role Role, string Name, Shape Shape, ConstantType ConstantType = ConstantType.None);

/// <summary>A result of a cell's method that is not a state.</summary>
internal sealed record CellOutput(string Name, Shape Shape);

/// <summary>A type around the cell's method, or a type that the generated one is nested in: its declaration, <c>partial class Cells</c>.</summary>
internal sealed record ContainingType(string Declaration);

/// <summary>
/// A cell as the rest of the pipeline sees it: values only, compared by value. Nothing of the compiler's is reachable from it.
/// </summary>
/// <param name="Namespace">The namespace of the owner; empty for the global one.</param>
/// <param name="ContainingTypes">The types that the generated type is nested in, outermost first: those around the owner.</param>
/// <param name="Accessibility">That of the generated type: <c>public</c>, <c>internal</c> …</param>
/// <param name="Owner">The name of the type that declares the method.</param>
/// <param name="Name">The name of the method.</param>
/// <param name="Summary">The text of the method's XML summary; empty for none.</param>
/// <param name="Dimensions">The names of the dimensions, in the order in which the attributes name them first.</param>
/// <param name="Parameters">The parameters in the method's order.</param>
/// <param name="Outputs">The results that are not states, in the order of the return type.</param>
/// <param name="Program">One step; null if the body has errors, and then the generated methods throw.</param>
internal sealed record CellModel(
    string Namespace,
    EquatableArray<ContainingType> ContainingTypes,
    string Accessibility,
    string Owner,
    string Name,
    string Summary,
    EquatableArray<string> Dimensions,
    EquatableArray<CellParameter> Parameters,
    EquatableArray<CellOutput> Outputs,
    StepProgram? Program)
{
    /// <summary>The cell as other assemblies call it; null if they do not see it, or if it has no program.</summary>
    public Callable? Callable { get; init; }

    /// <summary>The optimisations that the user has switched off.</summary>
    public Optimizations Disabled { get; init; }

    /// <summary>Whether the step is generated apart as well, for measurements.</summary>
    public bool Measure { get; init; }

    /// <summary>What the step of a cell apart tells of the cell; null for anything else.</summary>
    public ApartStep? Apart { get; init; }

    /// <summary>The name of the generated type.</summary>
    public string TypeName => Apart is null ? Name + "Network" : Name;

    /// <summary>Whether this is a loop inside the step of another cell.</summary>
    public bool IsLoop { get; init; }

    public IEnumerable<CellParameter> Inputs => Parameters.Where(parameter => parameter.Role == Role.Input);

    public IEnumerable<CellParameter> States => Parameters.Where(parameter => parameter.Role == Role.State);

    public IEnumerable<CellParameter> Weights => Parameters.Where(parameter => parameter.Role == Role.Weight);

    public IEnumerable<CellParameter> Constants => Parameters.Where(parameter => parameter.Role == Role.Constant);

    /// <summary>A loop inside the step as a cell: its network is a type beside this cell's.</summary>
    public CellModel CellOf(LoopBody loop) => this with
    {
        Accessibility = "internal",
        Name = Name + "_" + loop.Name,
        Summary = loop.Head,
        // Sizes may be made of whole numbers that are constants.
        Parameters = loop.Parameters.Concat(Constants.Where(constant => constant.ConstantType == ConstantType.Int)).ToEquatable(),
        Outputs = EquatableArray<CellOutput>.Empty,
        Program = loop.Step,
        Callable = null,
        IsLoop = true,
        Measure = false,
        Apart = null,
    };

    /// <summary>The name of the generated file, without its ending: unique in a project.</summary>
    public string HintName => string.Join(".", new[] { Namespace, Owner, Name }.Where(part => part.Length > 0));
}
