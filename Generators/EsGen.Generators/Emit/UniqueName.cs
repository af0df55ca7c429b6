namespace EsGen.Generators.Emit;

/// <summary>Names for generated locals and parameters beside those that come from the user.</summary>
internal static class UniqueName
{
    /// <summary>The name, made longer until it is none of the fields' variables.</summary>
    public static string Beside(
        IEnumerable<FieldModel> fields,
        string name) => Beside(fields.Select(static field => field.VariableName), name);

    /// <summary>The name, made longer until it is none of those that are taken.</summary>
    public static string Beside(IEnumerable<string> names, string name)
    {
        HashSet<string> taken = [.. names.Select(static other => other.TrimStart('@'))];
        while (taken.Contains(name.TrimStart('@')))
        {
            name = "the" + CSharpName.ToPascalCase(name.TrimStart('@'));
        }

        return name;
    }
}
