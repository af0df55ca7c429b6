namespace EsGen.Schema;

/// <summary>The names of <c>[FormerNames]</c> on a field.</summary>
internal static class FormerFieldName
{
    /// <summary>Whether one of them is a stored name: as it is, or as the parameter or property that made it.</summary>
    public static bool IsOneOf(
        EquatableArray<string> formerNames,
        string stored) => formerNames.Contains(stored) || formerNames.Contains(Identifier.ToCamelCase(stored));
}
