namespace AutoDiffRnn.Lab;

/// <summary>How far a measurement is.</summary>
/// <param name="What">What is being done.</param>
/// <param name="Done">How many parts are done.</param>
/// <param name="Of">How many there are.</param>
internal readonly record struct WorkDone(string What, int Done, int Of);
