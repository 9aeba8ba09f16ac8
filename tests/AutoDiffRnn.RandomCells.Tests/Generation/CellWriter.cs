using AutoDiffRnn.RandomCells.Tests.Model;

namespace AutoDiffRnn.RandomCells.Tests.Generation;

/// <summary>Writes one cell: its parameters, statements and results.</summary>
internal sealed class CellWriter
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
        _hasKinks = choices.Chance(40);
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
            _scope.Add(Role.Constant, CellType.Scalar, isWhole: _choices.Chance(40));
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

    private void AddStatement()
    {
        switch (_choices.Below(14))
        {
            case 10 or 11 when _hasKinks:
                AddIf();
                break;
            case 12:
                AddFor();
                break;
            case 0 or 1 or 2:
                AddDeclaration();
                break;
            case 3 or 4 or 5 or 6:
                AddUpdate();
                break;
            case 7 when _scope.Parameters.Any(parameter => parameter.Role == Role.State):
                AddCompound();
                break;
            case 8:
                AddSplit();
                break;
            default:
                AddExchange();
                break;
        }
    }

    private void AddDeclaration()
    {
        var type = ValueType();
        var value = _expressions.Of(type, _budget);
        var name = _names.Local();
        _statements.Add(new Declaration(name, value));
        _scope.Declare(new Variable(name, type) { Bound = value.Bound, IsShared = value.IsShared });
    }

    // A state or an input is given a new value: what follows reads that.
    private void AddUpdate()
    {
        var known = _scope.Parameters.Where(parameter => parameter.Type.IsReal && parameter.Role is Role.State).ToList();
        if (known.Count == 0 || _choices.Chance(10))
            known = [.. _scope.Parameters.Where(parameter => parameter.Type.IsReal && !parameter.IsWhole)];
        if (known.Count == 0)
            AddDeclaration();
        else
            Assign(_choices.Of(known).Name, "=", type => _expressions.Bounded(type, _budget, StateBound));
    }

    private void AddIf()
    {
        if (Assignable() is not { Count: > 0 } targets)
        {
            AddDeclaration();
            return;
        }

        var condition = _expressions.Condition(_budget);
        var then = Assignments(targets);
        var otherwise = _choices.Chance(50) ? Assignments(targets) : [];
        _statements.Add(new If(condition, then, otherwise));
        foreach (var assignment in then.Concat(otherwise).OfType<Assignment>())
        {
            var variable = _scope[assignment.Name];
            _scope.Declare(variable with { IsShared = variable.IsShared && condition.IsShared && assignment.Value.IsShared });
        }
    }

    private void AddFor()
    {
        if (Assignable() is not { Count: > 0 } targets)
        {
            AddDeclaration();
            return;
        }

        var counter = _names.Counter();
        var rounds = _choices.Between(1, 3);
        _scope.Declare(new Variable(counter, CellType.Scalar) { Bound = rounds, IsShared = true, IsWhole = true });
        var body = Assignments(targets);
        _scope.Forget(counter);
        _statements.Add(new For(counter, rounds, body));
    }

    private List<Parameter> Assignable()
        => [.. _scope.Parameters.Where(parameter => parameter.Type.IsReal && !parameter.IsWhole && parameter.Role is Role.State or Role.Input)];

    // One or two assignments to what stays as large as it was.
    private List<Statement> Assignments(List<Parameter> targets)
    {
        var assignments = new List<Statement>();
        foreach (var target in _choices.Shuffled(targets).Take(_choices.Between(1, 2)))
        {
            var variable = _scope[target.Name];
            var value = _expressions.Bounded(variable.Type, _budget, StateBound);
            assignments.Add(new Assignment(variable.Name, "=", value, variable.Type));
            _scope.Declare(variable with { Bound = Math.Max(variable.Bound, value.Bound), IsShared = variable.IsShared && value.IsShared });
        }

        return assignments;
    }

    private void AddCompound()
    {
        var state = _choices.Of(_scope.Parameters.Where(parameter => parameter.Role == Role.State).ToList());
        // A matrix times a matrix of its own type is none; and there is none plus a number.
        var signs = state.Type.Sort == Sort.Matrix ? new[] { "+=", "-=" } : ["+=", "-=", "*="];
        Assign(state.Name, _choices.Of(signs), type => _expressions.Bounded(type.Sort == Sort.Matrix || _choices.Chance(70) ? type : CellType.Scalar, _budget, 1));
    }

    private void Assign(string name, string sign, Func<CellType, Node> value)
    {
        var variable = _scope[name];
        var node = value(variable.Type);
        _statements.Add(new Assignment(name, sign, node, variable.Type));
        var bound = sign switch { "=" => node.Bound, "*=" => node.Bound * variable.Bound, _ => node.Bound + variable.Bound };
        _scope.Declare(variable with { Bound = bound, IsShared = node.IsShared && (sign == "=" || variable.IsShared) });
    }

    private void AddSplit()
    {
        var part = _scope.Name();
        var count = _choices.Between(2, 4);
        var value = _expressions.Vector(Enumerable.Repeat(part, count).Aggregate((a, b) => a + b), _budget);
        var split = new SplitDeclaration([.. Enumerable.Range(0, count).Select(_ => _names.Local())], value);
        _statements.Add(split);
        foreach (var (name, type) in split.Declared)
            _scope.Declare(new Variable(name, type) { Bound = value.Bound, IsShared = value.IsShared });
    }

    private void AddExchange()
    {
        var states = _scope.Parameters.Where(parameter => parameter.Role == Role.State).GroupBy(parameter => parameter.Type).Where(group => group.Count() > 1).ToList();
        if (states.Count == 0)
        {
            AddDeclaration();
            return;
        }

        var pair = _choices.Shuffled(states[0]).Take(2).Select(parameter => _scope[parameter.Name]).ToList();
        var value = _expressions.Bounded(pair[0].Type, _budget, StateBound);
        _statements.Add(new Exchange(pair[0].Name, pair[1].Name, Node.Reference(pair[1]), value));
        _scope.Declare(pair[0] with { Bound = pair[1].Bound, IsShared = pair[1].IsShared });
        _scope.Declare(pair[1] with { Bound = value.Bound, IsShared = value.IsShared });
    }

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
        var named = _scope.Parameters.SelectMany(parameter => parameter.Type.Sizes.Append(parameter.Type.Rows))
            .Concat(_statements.SelectMany(statement => statement.Expressions).Concat(results.Select(result => result.Value)).SelectMany(value => value.All()).SelectMany(node => node.Sizes))
            .SelectMany(size => size.Names).Distinct().ToList();
        foreach (var name in named)
        {
            if (!_scope.Parameters.SelectMany(parameter => parameter.Type.Sizes).Any(size => size.IsOneName && size.Text == name))
                _scope.Add(Role.Weight, CellType.Vector(Dim.Named(name)));
        }
    }
}
