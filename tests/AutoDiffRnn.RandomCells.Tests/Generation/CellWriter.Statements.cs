using AutoDiffRnn.RandomCells.Tests.Model;

namespace AutoDiffRnn.RandomCells.Tests.Generation;

/// <content>Statements.</content>
internal sealed partial class CellWriter
{
    private void AddStatement()
    {
        switch (_choices.Below(17))
        {
            case 10 or 11 or 12 when _hasKinks:
                AddIf();
                break;
            case 13 or 14 or 15:
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
        var rounds = _choices.Chance(50) ? WholeConstant().Name : $"{_choices.Between(1, 3)}";
        _scope.Declare(new Variable(counter, CellType.Scalar) { Bound = 3, IsShared = true, IsWhole = true });
        var body = Assignments(targets);
        _scope.Forget(counter);
        _statements.Add(new For(counter, rounds, body));
    }

    private Parameter WholeConstant()
        => _scope.Parameters.FirstOrDefault(parameter => parameter.IsWhole) ?? _scope.Add(Role.Constant, CellType.Scalar, isWhole: true);

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
        Assign(state.Name, _choices.Of(signs), type =>
        {
            var right = type.Sort == Sort.Matrix || _choices.Chance(70) ? type : CellType.Scalar;
            return _expressions.Bounded(right, _budget, 1);
        });
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
        var states = _scope.Parameters.Where(parameter => parameter.Role == Role.State)
            .GroupBy(parameter => parameter.Type)
            .Where(group => group.Count() > 1)
            .ToList();
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
}
