using AutoDiffRnn.RandomCells.Tests.Model;

namespace AutoDiffRnn.RandomCells.Tests.Generation;

/// <summary>The parameters made so far, and the names that an expression can use here.</summary>
/// <param name="choices">Where choices come from.</param>
/// <param name="dimensions">The names of the dimensions.</param>
/// <param name="names">Names for parameters.</param>
/// <param name="isOpen">Whether expressions may add parameters: not to a function.</param>
internal sealed class Scope(Choices choices, IReadOnlyList<string> dimensions, Names names, bool isOpen = true)
{
    private const int MostWeights = 8;
    private const int MostInputs = 4;

    private readonly List<Parameter> _parameters = [];
    private readonly Dictionary<string, Variable> _variables = [];
    private readonly List<string> _order = [];

    public IReadOnlyList<Parameter> Parameters => _parameters;

    public IReadOnlyList<Variable> All => [.. _order.Select(name => _variables[name])];

    public bool HasRoomForInputs => isOpen && _parameters.Count(parameter => parameter.Role == Role.Input) < MostInputs;

    public Variable this[string name] => _variables[name];

    public Parameter Add(Role role, CellType type, bool isWhole = false)
    {
        var parameter = new Parameter(role, names.Next(role, type, isWhole), type, isWhole);
        _parameters.Add(parameter);
        Declare(new Variable(parameter.Name, type)
        {
            Bound = isWhole ? 3 : 1.25,
            IsShared = role is Role.Weight or Role.Constant,
            IsWhole = isWhole,
        });
        return parameter;
    }

    public void Declare(Variable variable)
    {
        if (!_variables.ContainsKey(variable.Name))
            _order.Add(variable.Name);
        _variables[variable.Name] = variable;
    }

    /// <summary>Takes a name away again, behind the block that it is declared in.</summary>
    public void Forget(string name)
    {
        _variables.Remove(name);
        _order.Remove(name);
    }

    /// <summary>What has a type, in the order in which it was declared.</summary>
    public List<Variable> Of(CellType type, bool isShared = true)
        => [.. _order.Select(name => _variables[name]).Where(variable => variable.Type == type && (isShared || !variable.IsShared))];

    public List<Variable> Of(Sort sort) => [.. _order.Select(name => _variables[name]).Where(variable => variable.Type.Sort == sort)];

    /// <summary>A size: most often one dimension.</summary>
    public Dim Dimension()
    {
        var one = Dim.Named(choices.Of(dimensions));
        return choices.Below(12) switch
        {
            0 => one + one,
            1 => one + Dim.Named(choices.Of(dimensions)),
            2 => one + Dim.One,
            3 => one + one + one + one,
            _ => one,
        };
    }

    public CellType MatrixType() => CellType.Matrix(Dimension(), Dimension());

    public Dim Name() => Dim.Named(choices.Of(dimensions));

    /// <summary>A weight of a type: one that there is, or a new one; null if there are enough.</summary>
    public Variable? Weight(CellType type)
    {
        var known = _parameters.Where(parameter => parameter.Role == Role.Weight && parameter.Type == type).ToList();
        if (known.Count > 0 && (choices.Chance(60) || !HasRoom()))
            return _variables[choices.Of(known).Name];
        return HasRoom() ? _variables[Add(Role.Weight, type).Name] : null;
    }

    private bool HasRoom() => isOpen && _parameters.Count(parameter => parameter.Role == Role.Weight) < MostWeights;
}
