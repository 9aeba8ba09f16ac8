using System;
using System.Globalization;

namespace AutoDiffRnn.Generators.Parsing;

/// <summary>Runs the generator's work so that its text is the same on every machine.</summary>
internal static class InvariantCulture
{
    public static T Run<T>(Func<T> work)
    {
        // The compiler's own culture is restored: it is this work alone that must not depend on it.
#pragma warning disable RS1035 // Reading the culture is what the rule is about; here it is set aside.
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
            return work();
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
#pragma warning restore RS1035
    }
}
