using CsCheck;

namespace AutoDiffRnn.RandomCells.Tests.Generation;

/// <summary>Random choices, all from one generator of CsCheck.</summary>
internal sealed class Choices(PCG pcg)
{
    public int Below(int count) => (int)pcg.Next((uint)count);

    /// <summary>A whole number from <paramref name="from"/> to <paramref name="to"/>, both included.</summary>
    public int Between(int from, int to) => from + Below(to - from + 1);

    public bool Chance(int percent) => Below(100) < percent;

    public T Of<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    /// <summary>An item; one of twice the weight is chosen twice as often.</summary>
    public T Weighted<T>(IReadOnlyList<(int Weight, T Item)> items)
    {
        var at = Below(items.Sum(item => item.Weight));
        foreach (var (weight, item) in items)
        {
            at -= weight;
            if (at < 0)
                return item;
        }

        throw new InvalidOperationException("There is nothing to choose from.");
    }

    public List<T> Shuffled<T>(IEnumerable<T> items)
    {
        var shuffled = items.ToList();
        for (var i = shuffled.Count - 1; i > 0; i--)
        {
            var j = Below(i + 1);
            (shuffled[i], shuffled[j]) = (shuffled[j], shuffled[i]);
        }

        return shuffled;
    }
}
