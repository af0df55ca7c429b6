namespace EsGen;

/// <summary>
/// Names the <see cref="EventFieldConverter{T}"/> for the values of a type in events: of one parameter or property, of all fields of the
/// type that it is put on, or, on the assembly, of a type that isn't yours. On an entity, it names a converter that old versions of its
/// events need and no field has any more.
/// </summary>
/// <param name="converter">A class that derives from <see cref="EventFieldConverter{T}"/> and has a constructor without parameters.</param>
[AttributeUsage(
    AttributeTargets.Parameter | AttributeTargets.Property | AttributeTargets.Field
        | AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface | AttributeTargets.Enum | AttributeTargets.Assembly,
    AllowMultiple = true)]
public sealed class EventFieldConverterAttribute(Type converter) : Attribute
{
    /// <summary>The converter's class.</summary>
    public Type Converter { get; } = converter;
}
