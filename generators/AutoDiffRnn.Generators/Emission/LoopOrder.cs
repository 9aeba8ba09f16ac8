namespace AutoDiffRnn.Generators.Emission;

/// <summary>The loops that a kernel is written in, from the outermost to the innermost.</summary>
internal enum LoopOrder
{
    /// <summary>The rows of a step, or of all steps, and the lanes of each.</summary>
    RowsLanes,

    /// <summary>The steps, the rows of each, and the lanes of each row: the memory of all steps is found before the first.</summary>
    StepsRowsLanes,

    /// <summary>The examples, the lanes of each, and the steps, through which the states go in registers.</summary>
    LanesSteps,
}
