namespace EsGen.CompilerServices;

/// <summary>The comparers of texts that a state can have beside those that every type has itself, by name.</summary>
internal static class KnownComparers
{
    private static readonly (string Name, StringComparer Comparer)[] s_all =
    [
        (nameof(StringComparer.Ordinal), StringComparer.Ordinal),
        (nameof(StringComparer.OrdinalIgnoreCase), StringComparer.OrdinalIgnoreCase),
        (nameof(StringComparer.InvariantCulture), StringComparer.InvariantCulture),
        (nameof(StringComparer.InvariantCultureIgnoreCase), StringComparer.InvariantCultureIgnoreCase),
    ];

    public static StringComparer? Find(string name) => Array.Find(s_all, known => known.Name == name).Comparer;

    public static string? FindName(object comparer) => Array.Find(s_all, known => known.Comparer.Equals(comparer)).Name;
}
