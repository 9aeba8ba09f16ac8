namespace AutoDiffRnn.Testing.Faults;

/// <summary>A gradient: of which result's seed alone, with respect to which parameter.</summary>
internal readonly record struct Path(string Result, string Parameter);

/// <summary>Which gradients were found wrong and which right, each result seeded alone.</summary>
/// <param name="Wrong">Those that are wrong.</param>
/// <param name="Right">Those that are right; a gradient that could not be judged is in neither.</param>
/// <param name="RightInOneStep">
/// Where nothing was wrong with a single step, and this is of several: the gradients that were right with one. Null if this is of one.
/// </param>
internal sealed record Observation(IReadOnlySet<Path> Wrong, IReadOnlySet<Path> Right, IReadOnlySet<Path>? RightInOneStep);

/// <summary>A statement whose adjoint explains what was observed.</summary>
/// <param name="Statement">The statement as the user wrote it.</param>
/// <param name="IsHandOver">Whether it is not the statement's own adjoint, but its value's as the state that is handed to the next step.</param>
/// <param name="Unexplained">How many wrong gradients do not pass through it.</param>
/// <param name="Acquitted">How many gradients pass through it and are right nevertheless.</param>
internal sealed record Suspect(string Statement, bool IsHandOver, int Unexplained, int Acquitted);

/// <summary>
/// Finds the statement whose adjoint is most likely wrong. If one adjoint is wrong, the gradients that pass through it are wrong and all
/// others are right: for each place in the program that gives a set of wrong gradients, and the place whose set is most like the observed
/// one wins. Of equals, the one closest to the wrong parameters: it explains them with the least between.
/// </summary>
internal sealed class FaultLocator
{
    // A wrong gradient that does not pass through the place speaks against it; one that passes and is right may be so by chance.
    private const int WeightOfUnexplained = 10;

    private readonly CellProgram _program;
    private readonly IReadOnlyList<IReadOnlyDictionary<string, int>> _distances;
    private readonly IReadOnlyList<IReadOnlySet<string>> _results;
    private readonly Dictionary<string, HashSet<string>> _statesBehind;

    public FaultLocator(CellProgram program)
    {
        _program = program;
        _distances = program.DistancesToParameters();
        _results = program.ResultsOfValues();
        _statesBehind = ResultsOverTime();
    }

    /// <summary>The suspects that explain what was observed equally well, the likeliest first; none if nothing was wrong.</summary>
    public IReadOnlyList<Suspect> Locate(Observation observation)
    {
        if (observation.Wrong.Count == 0)
            return [];
        var wrongParameters = observation.Wrong.Select(path => path.Parameter).ToHashSet(StringComparer.Ordinal);
        var ranked = Places(observation.RightInOneStep is not null)
            .Select(place => (place.Suspect, Cost: Judge(place, observation), Distance: Distance(place, wrongParameters), place.Size))
            .Select(item => item with { Suspect = item.Suspect with { Unexplained = item.Cost.Unexplained, Acquitted = item.Cost.Acquitted } })
            .OrderBy(item => WeightOfUnexplained * item.Cost.Unexplained + item.Cost.Acquitted)
            .ThenBy(item => item.Suspect.IsHandOver)
            .ThenBy(item => item.Size)
            .ThenBy(item => item.Distance)
            .ToList();
        if (ranked.Count == 0)
            return [];
        var best = WeightOfUnexplained * ranked[0].Cost.Unexplained + ranked[0].Cost.Acquitted;
        return [.. ranked
            .TakeWhile(item => WeightOfUnexplained * item.Cost.Unexplained + item.Cost.Acquitted == best)
            .Select(item => item.Suspect)
            .DistinctBy(suspect => (suspect.Statement, suspect.IsHandOver))];
    }

    private static (int Unexplained, int Acquitted) Judge(Place place, Observation observation)
    {
        var rightInOneStep = observation.RightInOneStep?.Count(place.PathsInOneStep.Contains) ?? 0;
        return (observation.Wrong.Count(path => !place.Paths.Contains(path)), observation.Right.Count(place.Paths.Contains) + rightInOneStep);
    }

    // How far the place is from the farthest of the wrong parameters that it can be reached from.
    private static int Distance(Place place, HashSet<string> wrongParameters)
        => place.Parameters.Where(item => wrongParameters.Contains(item.Key)).Select(item => item.Value).DefaultIfEmpty(int.MaxValue).Max();

    // Where one adjoint may be wrong: at an operand of a value, at all of them, all over a statement, on a state's way to the next step.
    private IEnumerable<Place> Places(bool overTime)
    {
        var values = PlacesInStatements(overTime).ToList();
        var statements = values.GroupBy(place => place.Suspect).Where(group => group.Count() > 1).Select(group => new Place(
            group.Key,
            [.. group.SelectMany(place => place.Paths)],
            [.. group.SelectMany(place => place.PathsInOneStep)],
            Nearest(group.SelectMany(place => place.Parameters)),
            Size: _program.Values.Count));
        return values.Concat(statements).Concat(overTime ? HandOvers() : []);
    }

    private IEnumerable<Place> PlacesInStatements(bool overTime)
    {
        for (var number = 0; number < _program.Values.Count; number++)
        {
            var value = _program.Values[number];
            if (value.Statement < 0)
                continue;
            var suspect = new Suspect(_program.Statements[value.Statement], IsHandOver: false, 0, 0);
            foreach (var operand in value.Operands.Distinct())
                yield return PlaceOf(suspect, [operand], number, size: 1, overTime);
            if (value.Operands.Distinct().Count() > 1)
                yield return PlaceOf(suspect, value.Operands, number, value.Operands.Count, overTime);
        }
    }

    private IEnumerable<Place> HandOvers()
    {
        foreach (var (state, number) in _program.Results.Where(result => _program.Values.Any(value => value.Parameter == result.Key)))
        {
            var statement = _program.Values[number].Statement;
            if (statement < 0)
                continue;
            var paths = PathsOf(_distances[number].Keys.SelectMany(ParametersOverTime), _statesBehind[state]);
            yield return new Place(new Suspect(_program.Statements[statement], IsHandOver: true, 0, 0), paths, [], _distances[number], 1);
        }
    }

    private Place PlaceOf(Suspect suspect, IReadOnlyList<int> operands, int number, int size, bool overTime)
    {
        var near = Nearest(operands.SelectMany(operand => _distances[operand]));
        var inOneStep = PathsOf(near.Keys, _results[number]);
        var paths = overTime
            ? PathsOf(near.Keys.SelectMany(ParametersOverTime), _results[number].SelectMany(LaterResults).Concat(_results[number]))
            : inOneStep;
        return new Place(suspect, paths, inOneStep, near, size);
    }

    private static HashSet<Path> PathsOf(IEnumerable<string> parameters, IEnumerable<string> results)
        => [.. parameters.SelectMany(parameter => results.Select(result => new Path(result, parameter)))];

    private static Dictionary<string, int> Nearest(IEnumerable<KeyValuePair<string, int>> distances)
        => distances.GroupBy(item => item.Key).ToDictionary(group => group.Key, group => group.Min(item => item.Value), StringComparer.Ordinal);

    // A state that is read was made of parameters at the step before, and of states that were made ….
    private IEnumerable<string> ParametersOverTime(string parameter)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var left = new Stack<string>([parameter]);
        while (left.TryPop(out var name))
        {
            if (found.Add(name) && _program.Results.TryGetValue(name, out var next))
            {
                foreach (var before in _distances[next].Keys)
                    left.Push(before);
            }
        }

        return found;
    }

    private IEnumerable<string> LaterResults(string result) => _statesBehind.TryGetValue(result, out var later) ? later : [];

    // For each state, the results of later steps that are made of it.
    private Dictionary<string, HashSet<string>> ResultsOverTime()
    {
        var behind = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        for (var number = 0; number < _program.Values.Count; number++)
        {
            if (_program.Values[number].Parameter is { } name && _program.Results.ContainsKey(name))
                behind[name] = [.. behind.GetValueOrDefault(name, []), .. _results[number]];
        }

        bool grows;
        do
        {
            grows = false;
            foreach (var results in behind.Values)
            {
                foreach (var state in results.Where(behind.ContainsKey).ToList())
                {
                    var before = results.Count;
                    results.UnionWith(behind[state]);
                    grows |= results.Count > before;
                }
            }
        }
        while (grows);
        return behind;
    }

    // Where an adjoint may be wrong: the gradients that pass there, over all steps and within one, and the parameters behind it with distances.
    private sealed record Place(
        Suspect Suspect, HashSet<Path> Paths, HashSet<Path> PathsInOneStep, IReadOnlyDictionary<string, int> Parameters, int Size);
}
