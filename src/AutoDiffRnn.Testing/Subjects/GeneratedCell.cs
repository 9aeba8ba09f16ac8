using System.Numerics;
using System.Reflection;
using System.Runtime.ExceptionServices;
using AutoDiffRnn.Testing.Faults;

namespace AutoDiffRnn.Testing.Subjects;

/// <summary>A cell's method and the network that was generated from it.</summary>
internal sealed class GeneratedCell : ICellSubject
{
    private const BindingFlags Anything = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance;

    private readonly Type _network;

    private GeneratedCell(MethodInfo method, Type network)
    {
        Method = method;
        _network = network;
        Arguments = Constructor(typeof(double)).GetParameters();
    }

    public MethodInfo Method { get; }

    public IReadOnlyList<ParameterInfo> Arguments { get; }

    public CellProgram? Program => ProgramReader.Find(Method);

    /// <summary>The cell of a method group.</summary>
    /// <exception cref="ArgumentException">It is not a cell's method, or there is no network of it.</exception>
    public static GeneratedCell Of(Delegate cell) => Of(cell.Method, nameof(cell));

    /// <summary>The cell of a type by the name of its method.</summary>
    /// <exception cref="ArgumentException">There is no such cell, or no network of it.</exception>
    public static GeneratedCell Of(Type owner, string cell)
    {
        var cells = owner.GetMethods(Anything | BindingFlags.DeclaredOnly).Where(method => method.IsDefined(typeof(RnnCellAttribute))).ToList();
        var method = cells.Find(method => method.Name == cell) ?? throw new ArgumentException(
            $"{nameof(cell)}: {owner} declares no method '{cell}' with [RnnCell]; "
            + $"it declares {(cells.Count == 0 ? "no cell" : string.Join(", ", cells.Select(method => method.Name)))}.", nameof(cell));
        return Of(method, nameof(cell));
    }

    public CellDescription Describe(IReadOnlyDictionary<string, object> arguments) => CreateNetwork<double>(arguments).Cell;

    public ICellRun CreateRun(Precision precision, IReadOnlyDictionary<string, object> arguments, int maxSteps, int maxBatch) => precision switch
    {
        Precision.Float => new NetworkRun<float>(CreateNetwork<float>(arguments), maxSteps, maxBatch),
        _ => new NetworkRun<double>(CreateNetwork<double>(arguments), maxSteps, maxBatch),
    };

    private static GeneratedCell Of(MethodInfo method, string argument)
    {
        if (!method.IsDefined(typeof(RnnCellAttribute)))
        {
            throw new ArgumentException(
                $"{argument}: expected the method of a cell, one with [RnnCell], as in CellCheck.Run(Cells.Lstm), "
                + $"but got {method.DeclaringType}.{method.Name}. A lambda around the cell is another method: name the cell's own.", argument);
        }

        var owner = method.DeclaringType!;
        var name = $"{method.Name}Network`1";
        var network = owner.DeclaringType is { } around
            ? around.GetNestedType(name, Anything)
            : owner.Assembly.GetType(owner.Namespace is { } space ? $"{space}.{name}" : name);
        return network is null
            ? throw new ArgumentException(
                $"{argument}: the generator made no {method.Name}Network<T> beside {owner}: "
                + $"the project of assembly {owner.Assembly.GetName().Name} has to reference the package AutoDiffRnn with its analyzers, "
                + "because it is compiled there; look for ADR messages in its build.", argument)
            : new GeneratedCell(method, network);
    }

    private ConstructorInfo Constructor(Type number) => _network.MakeGenericType(number).GetConstructors()[0];

    private Network<T> CreateNetwork<T>(IReadOnlyDictionary<string, object> arguments)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        try
        {
            return (Network<T>)Constructor(typeof(T)).Invoke([.. Arguments.Select(parameter => arguments[parameter.Name!])]);
        }
        catch (TargetInvocationException error) when (error.InnerException is { } inner)
        {
            ExceptionDispatchInfo.Throw(inner);
            throw;
        }
    }
}
