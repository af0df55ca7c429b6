namespace EsGen.Generators.Model;

/// <summary>The type of an event's field, or of a part of it.</summary>
/// <param name="Name">Its full name with nullability, as in source.</param>
/// <param name="Shape">What it is to the codec.</param>
/// <param name="AllowsNull">Whether it is a reference that may be null.</param>
internal sealed record FieldTypeModel(string Name, FieldShape Shape, bool AllowsNull = false)
{
    /// <summary>For a primitive, the end of its <c>Write…</c> and <c>Read…</c>; empty otherwise.</summary>
    public string Primitive { get; init; } = "";

    /// <summary>What is known of a primitive; null otherwise.</summary>
    public PrimitiveType? PrimitiveType => PrimitiveType.OfName(Primitive);

    /// <summary>For a converted type, the full name of its converter; empty otherwise.</summary>
    public string Converter { get; init; } = "";

    /// <summary>
    /// For a converted type, the modifier of what may show it: <c>public</c>, <c>internal</c> or <c>private</c>; empty otherwise.
    /// </summary>
    public string Accessibility { get; init; } = "";

    /// <summary>Whether its strings are shared when they are read.</summary>
    public bool IsInterned { get; init; }

    /// <summary>What is in it: the value of a nullable struct, a collection's elements, a dictionary's keys and values.</summary>
    public EquatableArray<FieldTypeModel> Arguments { get; init; }

    /// <summary>For a nullable struct or a collection what is in it, for a dictionary its values; null otherwise.</summary>
    public FieldTypeModel? Element => Arguments.Count == 0 ? null : Arguments[Arguments.Count - 1];

    /// <summary>For a dictionary the type of its keys; null otherwise.</summary>
    public FieldTypeModel? Key => Arguments.Count == 2 ? Arguments[0] : null;

    /// <summary>The name without the question mark of a nullable reference: how <see cref="EntityModel.PayloadTypes"/> calls it.</summary>
    public string PlainName => Name.TrimEnd('?');
}
