using System.Numerics;
using System.Reflection;
using AutoDiffRnn.Cells;
using AutoDiffRnn.Lab.Errors;

namespace AutoDiffRnn.Lab.Models;

/// <summary>
/// A recurrent cell that a model of sentences can be built around, found by name among generated networks: those of the program or those of a user's
/// assembly. It needs one vector input and at least one vector state or output to read from; every other size follows from that of its states.
/// </summary>
internal sealed class RecurrentCell
{
    private const string Suffix = "Network`1";
    private const int Small = 4;

    private readonly ConstructorInfo _constructor;
    private readonly object[] _arguments;
    private readonly bool[] _isInputSize;
    private readonly bool[] _isUnreadOutputSize;

    private RecurrentCell(string name, ConstructorInfo constructor, object[] arguments, string? read)
    {
        Name = name;
        _constructor = constructor;
        _arguments = arguments;
        var shape = Make<float>(Small, Small, _ => false, _ => false).Cell;
        Input = TheInput(shape);
        Read = TheRead(shape, read);
        (_isInputSize, _isUnreadOutputSize, IsSizedByState) = FindSizes(shape);
    }

    /// <summary>The name of the cell's method.</summary>
    public string Name { get; }

    /// <summary>The name of the input that takes the embedded word.</summary>
    public string Input { get; }

    /// <summary>The state or output that output layers read.</summary>
    public string Read { get; }

    /// <summary>For each weight whether its columns grow with the states: it is applied to what was carried from before.</summary>
    public IReadOnlyDictionary<string, bool> IsSizedByState { get; }

    /// <summary>The names of all cells of an assembly that the generator made networks for; null for those of the program.</summary>
    public static IEnumerable<string> Names(Assembly? assembly = null)
        => Networks(assembly ?? typeof(ElmanNetwork<>).Assembly).Select(type => type.Name[..^Suffix.Length]).Order(StringComparer.OrdinalIgnoreCase);

    /// <summary>Finds a cell.</summary>
    /// <param name="settings">Which cell, and its constants.</param>
    /// <exception cref="LabException">There is no such assembly or cell, or it does not fit.</exception>
    public static RecurrentCell Find(CellSettings settings)
    {
        var assembly = settings.Assembly is null ? typeof(ElmanNetwork<>).Assembly : Load(settings.Assembly);
        var type = Networks(assembly).FirstOrDefault(type => type.Name.Equals(settings.Name + Suffix, StringComparison.OrdinalIgnoreCase))
            ?? throw ModelErrors.UnknownCell(settings.Name, settings.Assembly, Names(assembly));
        var name = type.Name[..^Suffix.Length];
        var constructor = type.MakeGenericType(typeof(float)).GetConstructors().Single();
        try
        {
            return new RecurrentCell(name, constructor, Arguments(name, constructor, settings), settings.Read);
        }
        catch (TargetInvocationException error) when (error.InnerException is ArgumentException or NotSupportedException)
        {
            throw ModelErrors.CellDoesNotFit(name, error.InnerException.Message);
        }
    }

    /// <summary>Makes a network with all weights zero.</summary>
    /// <param name="input">The size of the input, D.</param>
    /// <param name="hidden">The size of the states, H.</param>
    public Network<T> Create<T>(int input, int hidden) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        try
        {
            return Make<T>(input, hidden, i => _isInputSize[i], i => _isUnreadOutputSize[i]);
        }
        catch (TargetInvocationException error) when (error.InnerException is ArgumentException)
        {
            throw ModelErrors.CellDoesNotFit(Name, error.InnerException.Message);
        }
    }

    private Network<T> Make<T>(int input, int hidden, Func<int, bool> isInput, Func<int, bool> isUnread) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var type = _constructor.DeclaringType!.GetGenericTypeDefinition().MakeGenericType(typeof(T));
        var arguments = _arguments.Select((argument, i) => argument is not int ? argument : isInput(i) ? input : isUnread(i) ? 1 : hidden);
        return (Network<T>)type.GetConstructors().Single().Invoke([.. arguments]);
    }

    /// <summary>
    /// What each size is: it is made larger, and what grows with it is looked at. A size that is the input's is D; one that only an output has which
    /// nobody reads is 1; all others are H. Where sizes must agree, growing one alone is refused, and it counts as H.
    /// </summary>
    private (bool[] Input, bool[] Unread, Dictionary<string, bool> SizedByState) FindSizes(CellDescription shape)
    {
        var (isInput, isUnread) = (new bool[_arguments.Length], new bool[_arguments.Length]);
        var sized = shape.Weights.ToDictionary(weight => weight.Name, _ => false, StringComparer.Ordinal);
        for (var i = 0; i < _arguments.Length; i++)
        {
            if (_arguments[i] is not int || Grown(i) is not { } grown)
                continue;
            var changed = shape.Values.Zip(grown.Values).Where(pair => !pair.First.Sizes.SequenceEqual(pair.Second.Sizes)).ToList();
            isInput[i] = changed.Any(pair => pair.First.Name == Input);
            isUnread[i] = !isInput[i] && changed.All(pair => pair.First.Role is CellRole.Weight or CellRole.Output && pair.First.Name != Read)
                && changed.Any(pair => pair.First.Role == CellRole.Output);
            foreach (var (before, after) in changed.Where(pair => pair.First is { Role: CellRole.Weight, Sizes.Count: 2 }))
                sized[before.Name] |= !isInput[i] && before.Sizes[1] != after.Sizes[1];
        }

        return (isInput, isUnread, sized);
    }

    private CellDescription? Grown(int argument)
    {
        try
        {
            return Make<float>(2 * Small, Small, i => i == argument, _ => false).Cell;
        }
        catch (TargetInvocationException error) when (error.InnerException is ArgumentException)
        {
            return null;
        }
    }

    private string TheInput(CellDescription shape)
    {
        var inputs = shape.Inputs.ToList();
        return inputs is [{ IsIndex: false, Sizes.Count: 1 }]
            ? inputs[0].Name
            : throw ModelErrors.CellDoesNotFit(
                Name, $"it needs exactly one input, a vector, but has {Listed(inputs)}. A word comes in as one vector");
    }

    private string TheRead(CellDescription shape, string? asked)
    {
        var known = shape.States.Concat(shape.Outputs).Where(value => value is { IsIndex: false, Sizes.Count: 1 }).Select(value => value.Name).ToList();
        if (!shape.States.Any())
            throw ModelErrors.CellDoesNotFit(Name, "it has no state, and so no memory");
        if (asked is not null)
            return known.Contains(asked) ? asked : throw ModelErrors.CellDoesNotFit(Name, $"it has no vector state or output '{asked}'; it has {Joined(known)}");
        return known.Contains("h") ? "h" : known.FirstOrDefault()
            ?? throw ModelErrors.CellDoesNotFit(Name, "none of its states and outputs is a vector, which an output layer could read");
    }

    private static object[] Arguments(string name, ConstructorInfo constructor, CellSettings settings)
    {
        var parameters = constructor.GetParameters();
        var constants = parameters.Where(parameter => parameter.ParameterType != typeof(int)).Select(parameter => parameter.Name!).ToList();
        if (settings.Constants.Keys.FirstOrDefault(key => !constants.Contains(key)) is { } unknown)
            throw ModelErrors.UnknownConstant(name, unknown, constants);
        return [.. parameters.Select(parameter => Argument(name, parameter, settings))];
    }

    private static object Argument(string name, ParameterInfo parameter, CellSettings settings)
    {
        if (parameter.ParameterType == typeof(int))
            return Small;
        if (parameter.ParameterType == typeof(double) && settings.Constants.TryGetValue(parameter.Name!, out var value))
            return value;
        return parameter.HasDefaultValue ? parameter.DefaultValue! : throw ModelErrors.MissingConstant(name, parameter.Name!);
    }

    private static Assembly Load(string path)
    {
        try
        {
            return Assembly.LoadFrom(Path.GetFullPath(path));
        }
        catch (Exception error) when (error is IOException or BadImageFormatException or UnauthorizedAccessException)
        {
            throw ModelErrors.AssemblyUnreadable(path, error);
        }
    }

    private static IEnumerable<Type> Networks(Assembly assembly) => assembly.GetTypes().Where(type =>
        type is { IsAbstract: false, IsGenericTypeDefinition: true, BaseType.IsGenericType: true, IsNested: false }
        && type.Name.EndsWith(Suffix, StringComparison.Ordinal)
        && type.BaseType.GetGenericTypeDefinition() == typeof(Network<>));

    private static string Listed(List<CellValue> values)
        => values.Count == 0
            ? "none"
            : string.Join(", ", values.Select(value => $"{value.Name} [{string.Join(", ", value.Sizes)}]{(value.IsIndex ? " (a token)" : "")}"));

    private static string Joined(List<string> names) => names.Count == 0 ? "none" : string.Join(", ", names);
}
