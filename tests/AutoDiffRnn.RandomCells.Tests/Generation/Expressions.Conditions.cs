using AutoDiffRnn.RandomCells.Tests.Model;

namespace AutoDiffRnn.RandomCells.Tests.Generation;

/// <content>Conditions, and what is chosen by them.</content>
internal sealed partial class Expressions
{
    /// <summary>A condition for a whole example.</summary>
    public Node Condition(int budget)
    {
        if (budget > 3 && choices.Chance(25))
        {
            var (a, b) = (Condition(budget / 2), Condition(budget / 2));
            return choices.Below(3) switch
            {
                0 => Logical(And, a, b),
                1 => Logical(Or, a, b),
                _ => new Node(Not, CellType.Bool, [a]) { IsShared = a.IsShared },
            };
        }

        if (scope.Of(Sort.Bool) is { Count: > 0 } flags && choices.Chance(50))
            return Node.Reference(choices.Of(flags));
        if (scope.Of(Sort.Token) is { Count: > 0 } tokens && choices.Chance(40))
        {
            var sign = choices.Of(new[] { "==", "!=", ">", ">=", "<" });
            var form = new Form("comparison of a token", $"{{0:Primary}} {sign} {choices.Below(3)}", Binding.Comparison);
            return new Node(form, CellType.Bool, [Node.Reference(choices.Of(tokens))]);
        }

        return Comparison(CellType.Scalar, budget);
    }

    /// <summary>One of two values, by a comparison of elements or of numbers.</summary>
    private Node Choice(CellType type, int budget)
    {
        var mask = type.Sort == Sort.Vector && choices.Chance(60) ? Comparison(type, budget / 3) : Condition(budget / 3);
        var (a, b) = (Of(type, budget / 3), Of(type, budget / 3));
        // What is an int on both sides would be a token.
        if (a.IsWhole && b.IsWhole)
            a = Function(Elementwise.Smooth[0], a);
        var isMask = mask.Type.Sort == Sort.Mask;
        if (isMask && choices.Chance(30))
            a = Scalar(2);
        if (isMask && choices.Chance(30))
            b = Scalar(2);
        return new Node(isMask || choices.Chance(40) ? Where : Conditional, type, [mask, a, b])
        {
            Bound = Math.Max(a.Bound, b.Bound),
            IsShared = mask.IsShared && a.IsShared && b.IsShared,
        };
    }

    /// <summary>A comparison of two values.</summary>
    private Node Comparison(CellType type, int budget)
    {
        var left = Varying(type, budget) ?? Of(type, budget);
        var right = choices.Chance(30) ? Scalar(1) : Of(type, budget);
        var sign = choices.Of(new[] { "<", ">", "<=", ">=" });
        return new Node(new Form("comparison", $"{{0:Sum}} {sign} {{1:Sum}}", Binding.Comparison) { HasKink = true },
            type.Sort == Sort.Vector ? CellType.Mask(type.Rows) : CellType.Bool, [left, right])
        {
            IsShared = left.IsShared && right.IsShared,
        };
    }

    /// <summary>A call of one of the cell's functions that gives what is wanted; null if none does.</summary>
    private Node? Call(CellType type, int budget)
    {
        var fitting = helpers.Where(helper => helper.Value.Type == type).ToList();
        if (fitting.Count == 0)
            return null;
        var helper = choices.Of(fitting);
        var arguments = helper.Parameters.Select(parameter => Bounded(parameter.Type, budget / 2, parameter.Bound)).ToList();
        return new Node(helper.Call, type, arguments) { Bound = helper.Value.Bound, IsShared = arguments.All(argument => argument.IsShared) };
    }

    private static Node Logical(Form form, Node a, Node b) => new(form, CellType.Bool, [a, b]) { IsShared = a.IsShared && b.IsShared };

    private static readonly Form And = new("&&", "{0:And} && {1:Comparison}", Binding.And);
    private static readonly Form Or = new("||", "{0:Or} || {1:And}", Binding.Or);
    private static readonly Form Not = new("!", "!{0:Primary}", Binding.Unary);
    private static readonly Form Where = new("Where", "Where({0}, {1}, {2})") { HasKink = true };
    private static readonly Form Conditional = new("?:", "{0:Or} ? {1:Or} : {2:Choice}", Binding.Choice) { HasKink = true };
}
