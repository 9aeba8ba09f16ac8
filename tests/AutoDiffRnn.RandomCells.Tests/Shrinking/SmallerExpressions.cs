using AutoDiffRnn.RandomCells.Tests.Model;

namespace AutoDiffRnn.RandomCells.Tests.Shrinking;

/// <summary>An expression with one part of it replaced by something smaller.</summary>
internal static class SmallerExpressions
{
    /// <summary>From the outside in: a part becomes a part of itself, or one of the leaves.</summary>
    public static IEnumerable<Node> Of(Node node, IReadOnlyList<Node> leaves)
    {
        if (node.Arguments.Count > 0)
        {
            foreach (var part in node.All().Skip(1).Where(part => part.Type == node.Type))
                yield return part;
            foreach (var leaf in leaves.Where(leaf => leaf.Type == node.Type))
                yield return leaf;
        }

        for (var i = 0; i < node.Arguments.Count; i++)
        {
            foreach (var smaller in Of(node.Arguments[i], leaves).Concat(OfAnyLength(node, node.Arguments[i], leaves)))
                yield return node.With([.. node.Arguments.Select((argument, place) => place == i ? smaller : argument)]);
        }
    }

    // A number that is made of one vector can be made of another.
    private static IEnumerable<Node> OfAnyLength(Node node, Node argument, IReadOnlyList<Node> leaves)
        => node is { Type.Sort: Sort.Scalar, Arguments.Count: 1 } && argument is { Type.Sort: Sort.Vector, Arguments.Count: > 0 }
            ? leaves.Concat(argument.All().Skip(1)).Where(leaf => leaf.Type.Sort == Sort.Vector && leaf.Type != argument.Type)
            : [];
}
