using System.Collections;
using System.Globalization;
using System.Reflection;

namespace VerifyTests;

/// <summary>The arguments of a theory as a part of a file name: <c>_name=value</c> for each.</summary>
internal static class ParameterText
{
    /// <exception cref="ArgumentException">There are more values than parameters, or a value has no fixed name.</exception>
    public static string Of(MethodInfo method, object?[] values)
    {
        var parameters = method.GetParameters();
        if (values.Length > parameters.Length)
        {
            throw new ArgumentException(
                $"parameters: expected at most {parameters.Length} (the parameters of {method.Name}), but got {values.Length}.", nameof(values));
        }

        return string.Concat(values.Select((value, index) => $"_{parameters[index].Name}={ValueOf(value, parameters[index].Name!)}"));
    }

    private static string ValueOf(object? value, string parameter)
    {
        var text = TextOf(value, parameter, isRoot: true);
        return text.Contains('#')
            ? throw new ArgumentException(
                $"{parameter}: a '#' in a file name begins the name of a target, so '{text}' cannot stand there; use UseTextForParameters.",
                parameter)
            : text;
    }

    private static string TextOf(object? value, string parameter, bool isRoot) => value switch
    {
        null => "null",
        string text => FileNameRules.CleanName(text),
        DateTime or DateTimeOffset or DateOnly or TimeOnly or IDictionary => throw new ArgumentException(
            $"{parameter}: a {value.GetType().Name} has no fixed form in a file name; use UseTextForParameters.", parameter),
        IEnumerable items => Items(items, parameter, isRoot),
        _ => FileNameRules.CleanName(Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""),
    };

    private static string Items(IEnumerable items, string parameter, bool isRoot)
    {
        var texts = items.Cast<object?>().Select(item => TextOf(item, parameter, isRoot: false)).ToList();
        var joined = string.Join(',', texts);
        return texts.Count == 0 || !isRoot ? $"[{joined}]" : joined;
    }
}
