using Microsoft.CodeAnalysis.CSharp;

namespace AutoDiffRnn.Generators.Tests.Mutation;

/// <summary>Makes of a cell what it may be while someone types it, the same for the same number.</summary>
internal sealed class Mutator(IReadOnlyList<MutationSeed> seeds)
{
    private readonly string[] _names = [.. seeds.SelectMany(seed => seed.Tokens).Where(IsName).Distinct(StringComparer.Ordinal)];
    private readonly string[] _tokens = [.. seeds.SelectMany(seed => seed.Tokens).Distinct(StringComparer.Ordinal)];

    /// <summary>The mutant of a number: its cell, and its file.</summary>
    public (string Seed, string File) Make(int number)
    {
        var seed = seeds[number % seeds.Count];
        var random = new Random(number);
        var tokens = seed.Tokens.ToList();
        for (var edits = random.Next(10) switch { < 6 => 1, < 9 => 2, _ => 3 }; edits > 0 && tokens.Count > 1; edits--)
            Edit(tokens, random);
        return (seed.Name, MutationSeed.File(tokens));
    }

    private static bool IsName(string token) => SyntaxFacts.IsValidIdentifier(token.Trim());

    private void Edit(List<string> tokens, Random random)
    {
        var (i, j) = (random.Next(tokens.Count), random.Next(tokens.Count));
        switch (random.Next(16))
        {
            case 0:
                tokens.RemoveAt(i);
                break;
            case 1:
                tokens.Insert(i, tokens[j]);
                break;
            case 2:
                (tokens[i], tokens[j]) = (tokens[j], tokens[i]);
                break;
            case 3:
                tokens[i] = _tokens[random.Next(_tokens.Length)];
                break;
            case 4:
                tokens.Insert(i, _tokens[random.Next(_tokens.Length)]);
                break;
            case 5:
                // Half-typed: what follows is not there yet, or only the braces are, as an editor closes them.
                tokens.RemoveRange(i, tokens.Count - i);
                tokens.Add(random.Next(2) == 0 ? "" : " } }");
                break;
            case 6:
                RemoveLine(tokens, i);
                break;
            case 7:
                Splice(tokens, random);
                break;
            case 8:
                ReplaceAll(tokens, _tokens, random, IsOperator);
                break;
            case 9:
                ReplaceAll(tokens, _tokens, random, token => char.IsAsciiDigit(token[0]));
                break;
            case 10 or 11:
                ReplaceAll(tokens, _names, random, IsName);
                break;
            default:
                ReplaceAll(tokens, tokens, random, IsName);
                break;
        }
    }

    private static bool IsOperator(string token) => token is "+" or "-" or "*" or "/" or "<" or ">" or "==" or "&&" or "||" or "+=" or "-=" or "*=" or "=";

    // One name, number or operator for another, which leaves C# most often.
    private static void ReplaceAll(List<string> tokens, IReadOnlyList<string> by, Random random, Func<string, bool> isOne)
    {
        var places = Enumerable.Range(0, tokens.Count).Where(place => tokens[place].Trim().Length > 0 && isOne(tokens[place].Trim())).ToList();
        var others = by.Where(token => token.Trim().Length > 0 && isOne(token.Trim())).ToList();
        if (places.Count == 0 || others.Count == 0)
            return;
        var place = places[random.Next(places.Count)];
        tokens[place] = others[random.Next(others.Count)].Trim() + " ";
    }

    private static void RemoveLine(List<string> tokens, int token)
    {
        var (first, last) = (token, token);
        while (first > 0 && !tokens[first - 1].Contains('\n', StringComparison.Ordinal))
            first--;
        while (last < tokens.Count - 1 && !tokens[last].Contains('\n', StringComparison.Ordinal))
            last++;
        tokens.RemoveRange(first, last - first + 1);
    }

    // A part of another cell, a parameter with its attribute say, in some place of this one.
    private void Splice(List<string> tokens, Random random)
    {
        var from = seeds[random.Next(seeds.Count)].Tokens;
        var starts = Enumerable.Range(0, from.Count).Where(place => from[place].Trim() is "[" or "(" or ",").ToList();
        var places = Enumerable.Range(0, tokens.Count).Where(place => tokens[place].Trim() is "[" or "(" or ",").ToList();
        if (starts.Count == 0 || places.Count == 0)
            return;
        var start = starts[random.Next(starts.Count)];
        var end = starts.Find(place => place > start + 3);
        if (end == 0)
            end = Math.Min(from.Count, start + 8);
        tokens.InsertRange(places[random.Next(places.Count)], from.Skip(start).Take(end - start));
    }
}
