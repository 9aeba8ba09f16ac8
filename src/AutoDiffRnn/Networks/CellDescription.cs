namespace AutoDiffRnn;

/// <summary>What a parameter or a result of a cell is to it.</summary>
public enum CellRole
{
    /// <summary>One value a step and example: shape <c>[T, B, …]</c>.</summary>
    Input,

    /// <summary>Carried from step to step, one value an example.</summary>
    State,

    /// <summary>Shared by all steps and examples.</summary>
    Weight,

    /// <summary>A result of a step that is not a state: shape <c>[T, B, …]</c>.</summary>
    Output,
}

/// <summary>One input, state, weight or output of a cell with its sizes.</summary>
/// <param name="Name">The user's name.</param>
/// <param name="Role">What it is to the cell.</param>
/// <param name="Sizes">Its sizes for one step and example, outermost first: none for a scalar, one for a vector, rows and columns for a matrix.</param>
/// <param name="IsIndex">Whether it is a token or class (<c>int</c>), which has no gradient.</param>
public sealed record CellValue(string Name, CellRole Role, IReadOnlyList<int> Sizes, bool IsIndex = false)
{
    /// <summary>The number of elements for one step and example.</summary>
    public int Length
    {
        get
        {
            // By index: an enumerator would be allocated, and a training step asks for this of every weight.
            var product = 1;
            for (var i = 0; i < Sizes.Count; i++)
                product = checked(product * Sizes[i]);
            return product;
        }
    }
}

/// <summary>A cell with its sizes: what a checkpoint records, and what a program that does not know the cell reads.</summary>
/// <param name="Name">The name of the cell's method.</param>
/// <param name="Dimensions">The size of each dimension, by the name that the cell's attributes give it.</param>
/// <param name="Constants">The value of each <c>[Constant]</c>, by its name.</param>
/// <param name="Values">The inputs, states, weights and outputs, each group in the order of the cell's method.</param>
public sealed record CellDescription(
    string Name,
    IReadOnlyList<KeyValuePair<string, int>> Dimensions,
    IReadOnlyList<KeyValuePair<string, double>> Constants,
    IReadOnlyList<CellValue> Values)
{
    /// <summary>The inputs, in the order of the cell's method.</summary>
    public IEnumerable<CellValue> Inputs => Values.Where(value => value.Role == CellRole.Input);

    /// <summary>The states, in the order of the cell's method.</summary>
    public IEnumerable<CellValue> States => Values.Where(value => value.Role == CellRole.State);

    /// <summary>The weights, in the order of the cell's method, which is their order in <see cref="WeightSet{T}.Values"/>.</summary>
    public IEnumerable<CellValue> Weights => Values.Where(value => value.Role == CellRole.Weight);

    /// <summary>The outputs, in the order of the cell's results.</summary>
    public IEnumerable<CellValue> Outputs => Values.Where(value => value.Role == CellRole.Output);
}
