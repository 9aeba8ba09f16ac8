using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Infrastructure;
using AutoDiffRnn.Generators.Ir;
using Microsoft.CodeAnalysis.CSharp;

namespace AutoDiffRnn.Generators.Emission;

/// <summary>Every identifier that generated code invents: close to the name that was wished, and never one that is taken.</summary>
internal sealed class Namer
{
    // Keywords, and what generated code inherits or declares itself.
    private static readonly HashSet<string> Reserved = new(
        ("abstract as base bool break byte case catch char checked class const continue decimal default delegate do double else enum event "
        + "explicit extern false finally fixed float for foreach goto if implicit in int interface internal is lock long namespace new null "
        + "object operator out override params private protected public readonly ref return sbyte sealed short sizeof stackalloc static string "
        + "struct switch this throw true try typeof uint ulong unchecked unsafe ushort using virtual void volatile while var nuint nint "
        + "T B tape t j row rows also steps batch training workspace lanes width LaneCount Tape Runner Network Cell Weights Gradients Padded "
        + "Packed Number Scalar Spread Keep Total Multiply AddOuterProducts AddRows AddRowProducts AddScalars Gather ScatterAdd RequireIndices "
        + "CopyColumns FillRows Element Elements SquaredSum LogSumExp Maximum Inputs Initial InitialStates States Outputs Seeds InputGradients "
        + "InitialGradients AdjointNorms NamedWeights Equals GetHashCode GetType ToString MaxSteps MaxBatch Steps Batch AllRows IsForTraining "
        + "Resize ClearSeeds Input Index State Output Seed InputGradient InitialGradient AdjointNorm RequireSizes Vectors Merged Scalars Indices "
        + "Squares Tokens Name Allocate Describe FromZero FromBias Adding Gradient AddShared Create of all Forward Backward Prepare CreateTape CreateRunner "
        + "Matrices ColumnOf RowOf Repeated AddProducts AddMatrices GatherRows ScatterRows SetIdentity Copy Loop PrepareBack RunForward RunBackward PackForward "
        + "PackBackward one zero two half network window maxSteps maxBatch").Split(' '),
        StringComparer.Ordinal);

    private readonly TakenNames _taken;

    /// <summary>Starts with names that are the user's; operators' names are taken by the runtime's functions.</summary>
    public Namer(IEnumerable<string> taken) => _taken = new TakenNames(taken.Concat(Operators.All.Keys));

    /// <summary>An identifier that nothing else has, as close to <paramref name="wish"/> as can be.</summary>
    public string Unique(string wish)
    {
        var name = Identifier(wish);
        if (Reserved.Contains(name))
            name += "_";
        return _taken.Take(name, name);
    }

    /// <summary>A name of the user's as an identifier: a keyword gets its @.</summary>
    public static string Escaped(string name) => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;

    private static string Identifier(string wish)
    {
        var name = new string([.. wish.Select(c => char.IsLetterOrDigit(c) || c == '_' ? c : '_')]);
        return name.Length == 0 || char.IsDigit(name[0]) ? "_" + name : name;
    }
}
