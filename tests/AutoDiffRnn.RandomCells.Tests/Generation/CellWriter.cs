using AutoDiffRnn.RandomCells.Tests.Model;

namespace AutoDiffRnn.RandomCells.Tests.Generation;

/// <summary>Writes one cell: its parameters, statements and results.</summary>
internal sealed partial class CellWriter
{
    private const double StateBound = 1.5;

    private static readonly string[] DimensionNames = ["H", "I", "K", "O", "D1"];

    private readonly Choices _choices;
    private readonly string[] _dimensions;
    private readonly Names _names;
    private readonly Scope _scope;
    private readonly Expressions _expressions;
    private readonly List<Statement> _statements = [];
    private readonly int _budget;
    private readonly bool _hasKinks;
    private readonly List<Helper> _helpers;

    public CellWriter(Choices choices)
    {
        _choices = choices;
        _dimensions = [.. choices.Shuffled(DimensionNames).Take(choices.Between(1, 3))];
        _names = new Names(choices, isOdd: choices.Chance(15));
        _scope = new Scope(choices, _dimensions, _names);
        _hasKinks = choices.Chance(50);
        _budget = choices.Weighted([(4, 3), (4, 6), (2, 12), (1, 20)]);
        _helpers = [.. Enumerable.Range(0, choices.Weighted([(6, 0), (2, 1), (1, 2)])).Select(_ => Function())];
        _expressions = new Expressions(choices, _scope, _hasKinks, _helpers);
    }

    public RandomCell Write()
    {
        AddParameters();
        for (var count = _choices.Weighted([(3, 0), (3, 1), (3, 2), (2, 4), (1, 7)]); count > 0; count--)
            AddStatement();
        var results = Results();
        AddMissingSizes(results);
        var mayMove = _choices.Chance(30);
        return new RandomCell
        {
            Parameters = mayMove ? _choices.Shuffled(_scope.Parameters) : [.. _scope.Parameters.OrderBy(parameter => parameter.Role)],
            Statements = _statements,
            Helpers = _helpers,
            Results = mayMove ? _choices.Shuffled(results) : results,
            Dimensions = _dimensions.ToDictionary(name => name, _ => Length()),
            Steps = _choices.Weighted([(2, 1), (3, 2), (4, 3), (2, 4), (1, 6)]),
            Batch = _choices.Weighted([(6, 1), (6, 2), (6, 3), (1, 5), (1, 9)]),
            Seed = _choices.Below(1000),
        };
    }

    // A function of one to three values, which knows nothing but them.
    private Helper Function()
    {
        var of = new Scope(_choices, [.. _dimensions.Take(2)], _names, isOpen: false);
        foreach (var dimension in _dimensions.Take(2))
            of.Declare(new Variable(_names.Argument(), CellType.Vector(Dim.Named(dimension))));
        if (_choices.Chance(50))
            of.Declare(new Variable(_names.Argument(), CellType.Scalar));
        var type = _choices.Chance(70) ? CellType.Vector(of.Name()) : CellType.Scalar;
        var value = new Expressions(_choices, of, _hasKinks, []).Bounded(type, _budget, StateBound);
        // An int would be another function's result.
        return new Helper(_names.Function(), of.All, value.IsWhole ? Node.Number("0.5", 0.5) : value, IsLocal: _choices.Chance(40));
    }

    private int Length() => _choices.Weighted([(3, 1), (6, 2), (8, 3), (6, 4), (6, 5), (3, 7), (2, 8), (2, 9), (1, 15), (1, 16), (1, 17), (1, 33)]);

    private void AddParameters()
    {
        for (var count = _choices.Weighted([(1, 0), (6, 1), (4, 2), (1, 3)]); count > 0; count--)
            _scope.Add(Role.Input, _choices.Weighted(
                [(6, CellType.Vector(_scope.Dimension())), (2, CellType.Scalar), (2, CellType.Token(_scope.Name())), (1, _scope.MatrixType())]));
        for (var count = _choices.Weighted([(1, 0), (7, 1), (5, 2), (3, 3)]); count > 0; count--)
            AddState();
        if (_choices.Chance(30))
            _scope.Add(Role.Weight, _choices.Chance(50) ? CellType.Scalar : CellType.Vector(_scope.Dimension()));
        if (_choices.Chance(15))
            _scope.Add(Role.Constant, CellType.Scalar, isWhole: _choices.Chance(60));
        if (_choices.Chance(8))
            _scope.Add(Role.Constant, CellType.Bool);
    }

    private void AddState() => _scope.Declare(_scope[_scope.Add(Role.State, StateType()).Name] with { Bound = StateBound });

    private CellType StateType()
    {
        var known = _scope.Parameters.Where(parameter => parameter.Role is Role.State or Role.Input && parameter.Type.IsReal).ToList();
        if (known.Count > 0 && _choices.Chance(40))
            return _choices.Of(known).Type;
        return ValueType();
    }

    // What a value is most often.
    private CellType ValueType()
        => _choices.Weighted([(14, CellType.Vector(_scope.Dimension())), (4, CellType.Scalar), (2, _scope.MatrixType())]);

    private List<Result> Results()
    {
        var states = _scope.Parameters.Where(parameter => parameter.Role == Role.State).ToList();
        var results = states.Select(state => new Result(state.Name, Next(state))).ToList();
        var outputs = _choices.Weighted([(3, 0), (5, 1), (2, 2), (1, 3)]);
        if (results.Count == 0)
            outputs = Math.Max(outputs, 2);
        for (; outputs > 0; outputs--)
            results.Add(new Result(_names.Output(), Output()));
        return results;
    }

    // Itself as it is now, another variable of its type, or an expression.
    private Node Next(Parameter state)
    {
        var same = _scope.Of(state.Type);
        return _choices.Below(10) switch
        {
            0 or 1 or 2 or 3 => _expressions.Tamed(Node.Reference(_scope[state.Name]), StateBound),
            4 or 5 => _expressions.Tamed(Node.Reference(_choices.Of(same)), StateBound),
            _ => _expressions.Bounded(state.Type, _budget, StateBound),
        };
    }

    private Node Output()
    {
        var type = ValueType();
        return _choices.Chance(15) && _scope.Of(type) is { Count: > 0 } same ? Node.Reference(_choices.Of(same)) : _expressions.Of(type, _budget);
    }

    // A body writes a dimension by the length of a parameter: each has one, if need be a weight that nothing uses.
    private void AddMissingSizes(List<Result> results)
    {
        var expressions = _statements.SelectMany(statement => statement.Expressions).Concat(results.Select(result => result.Value));
        var named = _scope.Parameters.SelectMany(parameter => parameter.Type.Sizes.Append(parameter.Type.Rows))
            .Concat(expressions.SelectMany(value => value.All()).SelectMany(node => node.Sizes))
            .SelectMany(size => size.Names).Distinct().ToList();
        foreach (var name in named)
        {
            if (!_scope.Parameters.SelectMany(parameter => parameter.Type.Sizes).Any(size => size.IsOneName && size.Text == name))
                _scope.Add(Role.Weight, CellType.Vector(Dim.Named(name)));
        }
    }
}
