using Microsoft.CodeAnalysis;

namespace EsGen.Generators.Parsing;

/// <summary>Which fields an event assigns by itself, and why others need a <c>When…</c>.</summary>
internal sealed partial class EntityParser
{
    /// <summary>The property of the class that a field can be assigned to: by name and type, and with a setter.</summary>
    private IPropertySymbol? FindAssigned(string name, ITypeSymbol type) =>
        _type.GetMembers(name).OfType<IPropertySymbol>().FirstOrDefault(property =>
            property is { IsStatic: false, IsIndexer: false, SetMethod.IsInitOnly: false }
            && SymbolEqualityComparer.Default.Equals(property.Type, type)
            && Nullability.Accepts(property.Type, type));

    private static bool CanAssign(List<FieldModel> fields) => fields.Count > 0 && fields.All(static field => field.AssignedTo is not null);

    /// <summary>Why an event's fields aren't all assigned, as the middle of a sentence that goes on with what to write.</summary>
    private string ExplainMissingArm(ISymbol[] sources, List<FieldModel> fields)
    {
        ISymbol[] unassigned = [.. sources.Where((_, i) => fields[i].AssignedTo is null)];
        if (unassigned.Length == 0)
        {
            return "it has no fields that could be assigned;";
        }

        string reasons = string.Join(" and ", unassigned.Select(ExplainUnassigned));
        string[] closed =
            [.. unassigned.Select(FindNamesake).OfType<IPropertySymbol>().Where(IsClosed).Select(static property => $"'{property.Name}'")];
        return closed.Length < unassigned.Length ? reasons + ";" : $"{reasons}; give {string.Join(" and ", closed)} a 'private set', or";
    }

    private string ExplainUnassigned(ISymbol field)
    {
        string name = CSharpName.ToPascalCase(field.Name);
        ITypeSymbol type = field is IPropertySymbol { Type: var own } ? own : ((IParameterSymbol)field).Type;
        string? memory = _type.GetMembers().OfType<IFieldSymbol>()
            .FirstOrDefault(other =>
                !other.IsImplicitlyDeclared
                    && string.Equals(other.Name.TrimStart('_'), field.Name, StringComparison.OrdinalIgnoreCase))?.Name;
        return FindNamesake(field) switch
        {
            null when memory is not null =>
                $"'{field.Name}' has no property '{name}' ('{memory}' is a field, and only properties are assigned)",
            null => $"'{field.Name}' has no property '{name}'",
            { IsStatic: true } property => $"'{property.Name}' is static",
            { SetMethod: null } property => $"'{property.Name}' has no setter",
            { SetMethod.IsInitOnly: true } property => $"'{property.Name}' can be set only when the object is made ('init')",
            { } property when !SymbolEqualityComparer.Default.Equals(property.Type, type) =>
                $"'{property.Name}' is {Describe(property.Type)}, and '{field.Name}' is {Describe(type)}",
            { } property => $"'{property.Name}' takes no null, which '{field.Name}' may be",
        };
    }

    private IPropertySymbol? FindNamesake(ISymbol field) =>
        new[] { CSharpName.ToPascalCase(field.Name), field.Name }.SelectMany(name => _type.GetMembers(name))
            .OfType<IPropertySymbol>()
            .FirstOrDefault(static property => !property.IsIndexer);

    /// <summary>Whether a private setter is all that a property lacks.</summary>
    private bool IsClosed(IPropertySymbol property) =>
        property is { IsStatic: false, SetMethod: null or { IsInitOnly: true } }
        && GetUserDeclarations<Microsoft.CodeAnalysis.CSharp.Syntax.PropertyDeclarationSyntax>(property).Any(static declaration =>
            declaration.ExpressionBody is null);

    private static string Describe(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);
}
