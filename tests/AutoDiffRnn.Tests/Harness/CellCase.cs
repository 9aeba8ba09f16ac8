using System.Numerics;
using System.Reflection;

namespace AutoDiffRnn.Tests.Harness;

/// <summary>A cell: the method that the user wrote, and the network that was generated from it.</summary>
internal sealed partial class CellCase
{
    private const BindingFlags Anything = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance;

    private readonly Type _network;

    public CellCase(MethodInfo method)
    {
        Method = method;
        var owner = method.DeclaringType!;
        var name = $"{method.Name}Network`1";
        _network = (owner.DeclaringType is { } around
            ? around.GetNestedType(name, Anything)
            : owner.Assembly.GetType(owner.Namespace is { } space ? $"{space}.{name}" : name))
            ?? throw new InvalidOperationException($"The generator made no {name} beside {owner}.");
    }

    private CellCase(MethodInfo method, Type network)
    {
        Method = method;
        _network = network;
    }

    /// <summary>The same cell with the network of that name in another assembly.</summary>
    public CellCase In(Assembly networks) => new(Method, networks.GetType(_network.FullName!, throwOnError: true)!);

    public string Name => Method.Name;

    public MethodInfo Method { get; }

    /// <summary>The names of the dimensions, then those of the constants with their types: what a network is made with.</summary>
    public IReadOnlyList<ParameterInfo> ConstructorParameters => _network.MakeGenericType(typeof(double)).GetConstructors()[0].GetParameters();

    /// <summary>Makes the cell's network.</summary>
    public Network<T> CreateNetwork<T>(IReadOnlyDictionary<string, object> arguments)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var constructor = _network.MakeGenericType(typeof(T)).GetConstructors()[0];
        return (Network<T>)constructor.Invoke([.. constructor.GetParameters().Select(parameter => arguments[parameter.Name!])]);
    }

    public override string ToString() => Name;
}
