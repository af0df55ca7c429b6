using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.Generators.Symbols;

/// <summary>The parameters and properties that are the fields of events.</summary>
internal static class EventFields
{
    /// <summary>What every record has already, so that a field can't be called so.</summary>
    public static readonly IReadOnlyCollection<string> Reserved =
    [
        "Clone", "Deconstruct", "EqualityContract", "Equals", "Finalize", "GetHashCode", "GetType", "MemberwiseClone", "PrintMembers",
        "ReferenceEquals", "ToString",
    ];

    /// <summary>The parameters or properties that are the fields of an event, in the order of their declaration.</summary>
    /// <param name="member">The member or record that makes the event.</param>
    public static IEnumerable<ISymbol> Of(ISymbol member) => member switch
    {
        IMethodSymbol method =>
            method.Parameters.Where(parameter => method.MethodKind != MethodKind.Constructor || !EventMember.IsId(parameter)),
        INamedTypeSymbol record => OfRecord(record).Select(static field => field.Symbol),
        _ => [member],
    };

    public static IEnumerable<(ISymbol Symbol, ITypeSymbol Type, FieldInitialization Initialization)> OfRecord(INamedTypeSymbol record)
    {
        IMethodSymbol? primary = GetPrimaryConstructor(record);
        HashSet<string> positional = new(StringComparer.Ordinal);
        foreach (IParameterSymbol parameter in primary?.Parameters ?? [])
        {
            positional.Add(parameter.Name);
            yield return (parameter, parameter.Type, FieldInitialization.Constructor);
        }

        foreach (IPropertySymbol property in record.GetMembers().OfType<IPropertySymbol>())
        {
            if (!property.IsStatic
                && !property.IsImplicitlyDeclared
                && !positional.Contains(property.Name)
                && property.SetMethod is
                {
                    DeclaredAccessibility: Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal
                })
            {
                yield return (property, property.Type, property.IsRequired ? FieldInitialization.Required : FieldInitialization.Optional);
            }
        }
    }

    public static IMethodSymbol? GetPrimaryConstructor(INamedTypeSymbol record) =>
        record.InstanceConstructors.FirstOrDefault(static constructor =>
        constructor.DeclaringSyntaxReferences.Any(static reference => reference.GetSyntax() is RecordDeclarationSyntax));

    /// <summary>The name that a field is stored under.</summary>
    public static string GetStoredName(ISymbol symbol) =>
        PayloadMember.GetJsonName(GetDeclared(symbol)) ?? Identifier.ToCamelCase(CSharpName.ToPascalCase(symbol.Name));

    /// <summary>The attribute with the names that a field had before; null without one.</summary>
    public static AttributeData? GetFormerNamesAttribute(ISymbol field) => Attributes.Find(field, AttributeNames.FormerNames);

    /// <summary>The names in JSON that a field or member had before.</summary>
    /// <param name="declarations">Its parameter and its property, either of which may say so.</param>
    public static EquatableArray<string> GetFormerNames(params IEnumerable<ISymbol> declarations) =>
        declarations.Select(GetFormerNamesAttribute)
            .FirstOrDefault(static attribute =>
                attribute is not null) is { ConstructorArguments: [{ Kind: TypedConstantKind.Array, IsNull: false } names] }
            ? new(names.Values.Select(static name => name.Value).OfType<string>().Select(Identifier.ToCamelCase))
            : default;

    /// <summary>
    /// Where a field's attributes are: a record's parameter has them on its property, for example <c>[property: JsonPropertyName("…")]</c>.
    /// </summary>
    public static ISymbol GetDeclared(ISymbol symbol) =>
        symbol is IParameterSymbol { ContainingType: { IsRecord: true } record }
            ? record.GetMembers(symbol.Name).OfType<IPropertySymbol>().FirstOrDefault() ?? symbol
            : symbol;
}
