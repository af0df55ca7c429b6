using Microsoft.CodeAnalysis;

namespace EsGen.Generators.Parsing;

/// <summary>Types that EsGen can't see into, and what the user has written for them.</summary>
internal sealed partial class FieldTypeParser
{
    /// <summary>The converters that have been met so far, by their names in the lock.</summary>
    private readonly Dictionary<string, string> _converters = new(StringComparer.Ordinal);

    /// <summary>
    /// What the converters on the entity and the assembly convert: old versions may need them when no field does any more.
    /// </summary>
    public IEnumerable<FieldTypeModel> GetDeclaredConverters() => GetConverters(entity).Concat(GetConverters(entity.ContainingAssembly))
        .Where(converter => GetReasonAgainstConverter(converter) is null)
        .Select(static converter => OfConverted(GetConverted(converter)!, converter));

    private static FieldTypeModel OfConverted(ITypeSymbol type, INamedTypeSymbol converter) => Unsupported(type) with
    {
        Shape = FieldShape.Converted,
        Converter = SourceName.Of(converter),
        Accessibility = Accessibilities.Least(Accessibilities.OfChain(type)) ?? "private",
    };

    private static IEnumerable<INamedTypeSymbol> GetConverters(ISymbol symbol) =>
        from attribute in symbol.GetAttributes()
        where attribute.AttributeClass is { Name: "EventFieldConverterAttribute" } type
            && type.ToDisplayString() == AttributeNames.EventFieldConverter
        where attribute.ConstructorArguments is [{ Value: INamedTypeSymbol { TypeKind: not TypeKind.Error } }]
        select (INamedTypeSymbol)attribute.ConstructorArguments[0].Value!;

    /// <summary>The nearest converter for a type: the field's, the type's own, the assembly's.</summary>
    private INamedTypeSymbol? FindConverter(ITypeSymbol type, INamedTypeSymbol? declared) =>
        declared is not null && IsFor(declared, type) ? declared
        : type is INamedTypeSymbol { SpecialType: SpecialType.None } named
            && EventSourcedType.GetAttribute(named) is null
            && GetConverters(named).FirstOrDefault() is { } own ? own
        : GetConverters(entity.ContainingAssembly).FirstOrDefault(converter => IsFor(converter, type));

    private static bool IsFor(
        INamedTypeSymbol converter,
        ITypeSymbol type) => SymbolEqualityComparer.Default.Equals(GetConverted(converter), type);

    /// <summary>What a converter converts; null if it is none.</summary>
    private static ITypeSymbol? GetConverted(INamedTypeSymbol converter)
    {
        for (INamedTypeSymbol? type = converter; type is not null; type = type.BaseType)
        {
            if (type is
                {
                    MetadataName: "EventFieldConverter`1",
                    ContainingNamespace: { Name: "EsGen", ContainingNamespace.IsGlobalNamespace: true }
                })
            {
                return type.TypeArguments[0];
            }
        }

        return null;
    }

    private string? GetReasonAgainstName(INamedTypeSymbol converter)
    {
        string name = SourceName.Of(converter);
        string label = Model.PayloadTypes.GetConverterLabel(name);
        if (_converters.TryGetValue(label, out string? other) && other != name)
        {
            return $"its converter is called {label} as another one in {entity.Name} is, and {EventLock.FileName} knows converters by "
                + "their names; rename one.";
        }

        _converters[label] = name;
        return null;
    }

    private string? GetReasonAgainstConverter(INamedTypeSymbol converter) => converter switch
    {
        _ when GetConverted(converter) is null => $"its converter {converter.Name} doesn't derive from EventFieldConverter<T>; let it.",
        { IsAbstract: true } or { IsUnboundGenericType: true } =>
            $"its converter {converter.Name} is abstract or an open generic; use a concrete class.",
        _ when !Reach.Includes(entity, converter)
            || !converter.InstanceConstructors.Any(constructor => constructor.Parameters.IsEmpty && Reach.Allows(entity, constructor)) =>
            $"its converter {converter.Name} can't be made from {entity.Name}; make it internal or public, with a constructor without "
                + "parameters.",
        _ => null,
    };
}
