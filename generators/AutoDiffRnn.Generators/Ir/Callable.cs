using AutoDiffRnn.Generators.Infrastructure;

namespace AutoDiffRnn.Generators.Ir;

/// <summary>A parameter of a method that travels with its assembly.</summary>
/// <param name="Role">The role that a cell gives it; null for a parameter of a function.</param>
/// <param name="Name">The user's name.</param>
/// <param name="Type">The C# type as the user writes it: <c>Vector</c>, <c>double</c>, <c>int</c> …</param>
/// <param name="Shape">The shape over the method's own dimensions, which a call binds to those of its arguments.</param>
internal sealed record Formal(Role? Role, string Name, string Type, Shape Shape)
{
    public const string WholeType = "int";

    /// <summary>Whether it is a whole number that is known when a network is created, and no token.</summary>
    public bool IsWhole => Type == WholeType && Shape.Element != Element.Index;
}

/// <summary>
/// A cell or a function as other assemblies' cells call it: what is written into an assembly's attribute, and read back from it.
/// </summary>
/// <param name="Method">The documentation comment id of the method, which tells overloads apart.</param>
/// <param name="Parameters">In the method's order. Each is a leaf of the program, by its name.</param>
/// <param name="Results">The names of the program's next states and outputs, in the order of the return type.</param>
/// <param name="Program">What the method computes.</param>
internal sealed record Callable(
    string Method, EquatableArray<Formal> Parameters, EquatableArray<string> Results, StepProgram Program);
