using System;
using System.Collections.Generic;
using System.Linq;

namespace AutoDiffRnn.Generators.Scheduling;

/// <summary>
/// The strongly connected components of a graph, those that others depend on first: Tarjan's algorithm ("Depth-first search and linear graph
/// algorithms", 1972), with a stack of its own because a program is as deep as it is long.
/// </summary>
internal sealed class Components
{
    private readonly int[][] _dependencies;
    private readonly int[] _found;
    private readonly int[] _lowest;
    private readonly List<int> _path = [];
    private readonly Stack<(int Node, int Next)> _open = new();
    private readonly List<int> _inOrder = [];
    private int _count;

    /// <param name="size">The number of nodes.</param>
    /// <param name="dependencies">The nodes that a node depends on.</param>
    public Components(int size, Func<int, IEnumerable<int>> dependencies)
    {
        _dependencies = [.. Enumerable.Range(0, size).Select(node => dependencies(node).Distinct().ToArray())];
        _found = new int[size];
        _lowest = new int[size];
        Of = [.. Enumerable.Repeat(-1, size)];
        for (var node = 0; node < size; node++)
        {
            if (_found[node] == 0)
                Visit(node);
        }
    }

    /// <summary>The component of each node.</summary>
    public int[] Of { get; }

    /// <summary>The number of components.</summary>
    public int Count { get; private set; }

    /// <summary>The nodes, each after those that it depends on; those of one component together, by number.</summary>
    public IReadOnlyList<int> InOrder => _inOrder;

    /// <summary>For each component the components that depend on it, one entry for each dependency between their nodes.</summary>
    public List<int>[] Readers()
    {
        var readers = Enumerable.Range(0, Count).Select(_ => new List<int>()).ToArray();
        for (var node = 0; node < Of.Length; node++)
        {
            foreach (var dependency in _dependencies[node])
            {
                if (Of[dependency] != Of[node])
                    readers[Of[dependency]].Add(Of[node]);
            }
        }

        return readers;
    }

    private void Visit(int root)
    {
        Enter(root);
        while (_open.Count > 0)
        {
            var (node, next) = _open.Pop();
            if (next < _dependencies[node].Length)
            {
                _open.Push((node, next + 1));
                var dependency = _dependencies[node][next];
                if (_found[dependency] == 0)
                    Enter(dependency);
                else if (Of[dependency] < 0)
                    _lowest[node] = Math.Min(_lowest[node], _found[dependency]);
                continue;
            }

            if (_lowest[node] == _found[node])
                Close(node);
            if (_open.Count > 0)
                _lowest[_open.Peek().Node] = Math.Min(_lowest[_open.Peek().Node], _lowest[node]);
        }
    }

    private void Enter(int node)
    {
        _found[node] = _lowest[node] = ++_count;
        _path.Add(node);
        _open.Push((node, 0));
    }

    // All that was entered since this node, and belongs to no component yet, is one with it.
    private void Close(int node)
    {
        var first = _path.LastIndexOf(node);
        var members = _path.GetRange(first, _path.Count - first);
        _path.RemoveRange(first, _path.Count - first);
        members.Sort();
        foreach (var member in members)
            Of[member] = Count;
        _inOrder.AddRange(members);
        Count++;
    }
}
