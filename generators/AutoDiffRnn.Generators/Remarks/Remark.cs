using System.Collections.Generic;

namespace AutoDiffRnn.Generators.Remarks;

/// <summary>What a remark tells.</summary>
internal enum RemarkKind
{
    /// <summary>A product runs for all steps at once.</summary>
    Hoisted,

    /// <summary>A value that weights and constants make is computed once a call.</summary>
    Once,

    /// <summary>Several products are one.</summary>
    Merged,

    /// <summary>A product waits for another one of its step.</summary>
    NotMerged,

    /// <summary>A value is kept for the backward pass.</summary>
    Saved,

    /// <summary>The loops of the cell, and their states.</summary>
    Loops,

    /// <summary>A state is on no cycle.</summary>
    ShiftedView,

    /// <summary>A value runs step by step, though one might expect otherwise.</summary>
    StaysInLoop,

    /// <summary>Each example has a matrix of its own.</summary>
    RowByRow,

    /// <summary>A value is computed again in the backward pass.</summary>
    Recomputed,

    /// <summary>The threads of a pass can share out the examples of a loop, but not its units.</summary>
    ByExamples,
}

/// <summary>One thing that the scheduler did, or did not do, with a statement.</summary>
/// <param name="Kind">What it tells.</param>
/// <param name="Statement">The statement, a number of the program's; -1 for the whole cell.</param>
/// <param name="Subject">The piece of the statement that it is about, in the user's words; for a remark about a state, the state's name.</param>
/// <param name="Arguments">What the message says.</param>
internal sealed record Remark(RemarkKind Kind, int Statement, string Subject, IReadOnlyList<string> Arguments);
