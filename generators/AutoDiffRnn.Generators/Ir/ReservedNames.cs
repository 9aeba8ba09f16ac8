using System;
using System.Collections.Generic;

namespace AutoDiffRnn.Generators.Ir;

/// <summary>The names that generated code uses itself, so that no name of a user's may stand for something else there.</summary>
internal static class ReservedNames
{
    // Keywords, and what generated code inherits or declares itself.
    private static readonly HashSet<string> Names = new(
        ("abstract as base bool break byte case catch char checked class const continue decimal default delegate do double else enum event "
        + "explicit extern false finally fixed float for foreach goto if implicit in int interface internal is lock long namespace new null "
        + "object operator out override params private protected public readonly ref return sbyte sealed short sizeof stackalloc static string "
        + "struct switch this throw true try typeof uint ulong unchecked unsafe ushort using virtual void volatile while var nuint nint "
        + "T B tape t j row rows examples worker also steps batch training workspace lanes width TLanes Row Tape Runner Network Cell Weights Gradients Padded "
        + "Packed Number Scalar Spread Keep Total Multiply MultiplyStep AddOuterProducts AddRows AddRowProducts SumsOver AddScalars Gather ScatterAdd RequireIndices "
        + "CopyColumns FillRows Element Elements SquaredSum LogSumExp Maximum Inputs Initial InitialStates States Outputs Seeds InputGradients "
        + "InitialGradients AdjointNorms NamedWeights Equals GetHashCode GetType ToString MaxSteps MaxBatch Steps Batch AllRows IsForTraining "
        + "Resize ClearSeeds Input Index State Output Seed InputGradient InitialGradient AdjointNorm RequireSizes Vectors Merged Scalars Indices "
        + "Squares Tokens Name Allocate Describe FromZero FromBias Adding Gradient AddShared Create of all Forward Backward Prepare CreateTape CreateRunner "
        + "Matrices ColumnOf RowOf Repeated AddProducts AddMatrices GatherRows ScatterRows SetIdentity Copy Loop PrepareBack RunForward RunBackward PackForward "
        + "CreateStep CreateStepCore DescribeStep Step PackBackward one zero two half network window maxSteps maxBatch Cost CostOf CostOfLoop Sheet "
        + "SizeOfElement forward backward elements units whole norms Units CanShareUnits Parts PartsBack Paired Unpaired Column AddSquares part").Split(' '),
        StringComparer.Ordinal);

    /// <summary>Whether generated code uses a name itself.</summary>
    public static bool Contains(string name) => Names.Contains(name);

    /// <summary>The name of a whole number that is a <c>[Constant]</c>, in sizes and in generated code.</summary>
    public static string OfConstant(string name) => Contains(name) || Operators.All.ContainsKey(name) ? name + "_" : name;
}
