using Microsoft.CodeAnalysis;

namespace EsGen.Generators.Parsing;

/// <summary>
/// A property of a type in events with those that it overrides: one value for whoever uses it, though each of them may have a field.
/// </summary>
internal sealed class PayloadProperty(IPropertySymbol symbol)
{
    private readonly List<(IPropertySymbol Property, IFieldSymbol? Field)> _chain = [(symbol, null)];

    /// <summary>The most derived one.</summary>
    public IPropertySymbol Symbol => symbol;

    /// <summary>What reads it: a property that overrides only one accessor has the other from its base.</summary>
    public IMethodSymbol? Getter =>
        _chain.Select(static link => link.Property.GetMethod).FirstOrDefault(static accessor => accessor is not null);

    /// <summary>What sets it.</summary>
    public IMethodSymbol? Setter =>
        _chain.Select(static link => link.Property.SetMethod).FirstOrDefault(static accessor => accessor is not null);

    /// <summary>Whether there is memory behind it that the compiler knows of.</summary>
    public bool HasField => _chain.Any(static link => link.Field is not null);

    /// <summary>Adds a base's property, if this one overrides it.</summary>
    public bool TryAdd(IPropertySymbol property)
    {
        if (!SymbolEqualityComparer.Default.Equals(_chain[_chain.Count - 1].Property.OverriddenProperty, property))
        {
            return false;
        }

        _chain.Add((property, null));
        return true;
    }

    /// <summary>Adds a field, if it is behind one of the properties.</summary>
    public bool TryAdd(IFieldSymbol field)
    {
        string? name = PayloadField.GetPropertyName(field);
        int index =
            _chain.FindIndex(link =>
                link.Property.Name == name && SymbolEqualityComparer.Default.Equals(link.Property.ContainingType, field.ContainingType));
        if (index < 0)
        {
            return false;
        }

        _chain[index] = (_chain[index].Property, field);
        return true;
    }

    /// <summary>
    /// Whether a field behind it is as it was once the property is set to what was read: because the accessors lead to it, or because
    /// nothing does any more, all of them being overridden. In another assembly only its author can say.
    /// </summary>
    public bool Restores(IFieldSymbol field, PayloadViewer viewer)
    {
        int index = _chain.FindIndex(link => SymbolEqualityComparer.Default.Equals(link.Field, field));
        IPropertySymbol[] above = [.. _chain.Take(index).Select(static link => link.Property).Where(viewer.SeesCode)];
        bool isFirst = _chain.FindIndex(static link => link.Field is not null) == index;
        bool isSetHere = Setter is null || _chain.Take(index + 1).Any(static link => link.Property.SetMethod is not null);
        if (isFirst && isSetHere && above.All(PropertyCode.GoesOnToBase))
        {
            return true;
        }

        IPropertySymbol property = _chain[index].Property;
        return index > 0
            && Overrides(static accessors => accessors.GetMethod)
            && Overrides(static accessors => accessors.SetMethod)
            && !GetTypesAbove(property, viewer).Any(type => PropertyCode.UsesBase(type, property.Name));

        bool Overrides(Func<IPropertySymbol, IMethodSymbol?> accessor) =>
            accessor(property) is null || _chain.Take(index).Any(link => accessor(link.Property) is not null);
    }

    private IEnumerable<INamedTypeSymbol> GetTypesAbove(IPropertySymbol property, PayloadViewer viewer)
    {
        for (INamedTypeSymbol? type = symbol.ContainingType; type is not null
            && !SymbolEqualityComparer.Default.Equals(type, property.ContainingType); type = type.BaseType)
        {
            if (viewer.SeesCode(type))
            {
                yield return type;
            }
        }
    }
}
