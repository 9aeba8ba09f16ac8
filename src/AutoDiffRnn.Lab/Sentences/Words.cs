namespace AutoDiffRnn.Lab.Sentences;

/// <summary>Whether a noun, and what agrees with it, speaks of one or of several.</summary>
internal enum GrammaticalNumber
{
    /// <summary>One: the cat was.</summary>
    Singular,

    /// <summary>Several: the cats were.</summary>
    Plural,
}

/// <summary>The French gender of a noun, with which adjectives agree.</summary>
internal enum Gender
{
    /// <summary>le chat.</summary>
    Masculine,

    /// <summary>la vache.</summary>
    Feminine,
}

/// <summary>A form for each number.</summary>
internal readonly record struct Forms(string Singular, string Plural)
{
    /// <summary>The form of a number.</summary>
    public string this[GrammaticalNumber number] => number == GrammaticalNumber.Singular ? Singular : Plural;
}

/// <summary>The French forms of a word, for each gender and number.</summary>
internal readonly record struct FrenchForms(Forms Masculine, Forms Feminine)
{
    /// <summary>The form of a gender and number.</summary>
    public string this[Gender gender, GrammaticalNumber number] => gender == Gender.Masculine ? Masculine[number] : Feminine[number];

    /// <summary>Whether all four forms differ, so that the form tells both gender and number.</summary>
    public bool TellsGenderAndNumber
        => new HashSet<string>([Masculine.Singular, Masculine.Plural, Feminine.Singular, Feminine.Plural], StringComparer.Ordinal).Count == 4;
}

/// <summary>A noun.</summary>
/// <param name="English">Its English forms; the singular is its lemma.</param>
/// <param name="French">Its French forms.</param>
/// <param name="Gender">Its French gender.</param>
/// <param name="IsAnimate">Whether it can be hungry.</param>
internal sealed record Noun(Forms English, Forms French, Gender Gender, bool IsAnimate)
{
    /// <summary>The word under which a dictionary has it.</summary>
    public string Lemma => English.Singular;
}

/// <summary>An adjective, which English does not inflect.</summary>
/// <param name="English">Its English form.</param>
/// <param name="French">Its French forms.</param>
internal sealed record Adjective(string English, FrenchForms French);

/// <summary>A verb in the third person.</summary>
/// <param name="English">Its English forms.</param>
/// <param name="French">Its French forms.</param>
internal sealed record Verb(Forms English, Forms French);

/// <summary>A word that does not change in English; in French only the article does.</summary>
/// <param name="English">Its English form.</param>
/// <param name="French">Its French forms.</param>
internal sealed record FunctionWord(string English, FrenchForms French);
