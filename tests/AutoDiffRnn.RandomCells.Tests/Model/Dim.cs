namespace AutoDiffRnn.RandomCells.Tests.Model;

/// <summary>A size: a sum of dimensions, each a whole number of times, and a constant. Its text is the one that an attribute takes.</summary>
internal sealed class Dim : IEquatable<Dim>
{
    private readonly SortedDictionary<string, int> _times;

    private Dim(IEnumerable<KeyValuePair<string, int>> times)
    {
        _times = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var (name, count) in times)
            _times[name] = _times.GetValueOrDefault(name) + count;
        foreach (var name in _times.Where(item => item.Value == 0).Select(item => item.Key).ToList())
            _times.Remove(name);
        Text = TextOf(name => name);
    }

    public static Dim Zero { get; } = Of(0);

    public static Dim One { get; } = Of(1);

    public string Text { get; }

    /// <summary>The names of the dimensions in it.</summary>
    public IEnumerable<string> Names => _times.Keys.Where(name => name.Length > 0);

    public bool IsOneName => _times.Count == 1 && _times.First() is { Key.Length: > 0, Value: 1 };

    public bool IsZero => _times.Count == 0;

    /// <summary>Whether something is subtracted in it.</summary>
    public bool IsNegativeSomewhere => _times.Values.Any(count => count < 0);

    public static Dim Named(string name) => new([new(name, 1)]);

    public static Dim Of(int constant) => new([new("", constant)]);

    public static Dim operator +(Dim a, Dim b) => new(a._times.Concat(b._times));

    public static Dim operator -(Dim a, Dim b) => new(a._times.Concat(b._times.Select(item => new KeyValuePair<string, int>(item.Key, -item.Value))));

    /// <summary>Each dimension and each 1 by itself, as often as it is in the sum.</summary>
    public IReadOnlyList<Dim> Units()
        => [.. _times.SelectMany(item => Enumerable.Repeat(item.Key.Length == 0 ? One : Named(item.Key), item.Value))];

    /// <summary>A whole number of equal parts; null if the sum does not have them.</summary>
    public Dim? DividedBy(int parts) => _times.Values.All(count => count % parts == 0)
        ? new(_times.Select(item => new KeyValuePair<string, int>(item.Key, item.Value / parts)))
        : null;

    public Dim Renamed(string from, string to)
        => new(_times.Select(item => new KeyValuePair<string, int>(item.Key == from ? to : item.Key, item.Value)));

    public int Evaluate(IReadOnlyDictionary<string, int> sizes) => _times.Sum(item => item.Value * (item.Key.Length == 0 ? 1 : sizes[item.Key]));

    /// <summary>The sum as C#, each dimension as <paramref name="name"/> writes it.</summary>
    public string TextOf(Func<string, string> name) => _times.Count == 0
        ? "0"
        : string.Join("+", _times.Reverse().Select(item => (item.Key, item.Value) switch
        {
            ("", var count) => $"{count}",
            (var key, 1) => name(key),
            var (key, count) => $"{count}*{name(key)}",
        }));

    public bool Equals(Dim? other) => other is not null && other.Text == Text;

    public override bool Equals(object? obj) => Equals(obj as Dim);

    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Text;
}
