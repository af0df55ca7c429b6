namespace EsGen.Generators;

/// <summary>The type of an event's field.</summary>
/// <param name="Name">Its full name with nullability, as in source.</param>
/// <param name="Shape">What it is to the codec.</param>
/// <param name="Primitive">For a primitive, the end of its <c>Write…</c> and <c>Read…</c>; empty otherwise.</param>
/// <param name="Element">For a nullable struct or a collection, what is in it.</param>
/// <param name="AllowsNull">Whether it is a reference that may be null.</param>
internal sealed record FieldTypeModel(string Name, FieldShape Shape, string Primitive, FieldTypeModel? Element, bool AllowsNull)
{
    /// <summary>Whether its elements are to be compared one by one.</summary>
    public bool IsCollection => Shape is FieldShape.Array or FieldShape.List or FieldShape.ReadOnlyList or FieldShape.ImmutableArray
        || Primitive == "Bytes"
        || (Shape == FieldShape.NullableValue && Element!.Shape == FieldShape.ImmutableArray);

    /// <summary>Whether whoever holds the value could change it.</summary>
    public bool IsMutable => Shape is FieldShape.Array or FieldShape.List || Primitive == "Bytes" || Element?.IsMutable == true;
}

/// <summary>What a field's type is to the codec.</summary>
internal enum FieldShape
{
    Primitive,
    Enum,
    NullableValue,
    Array,
    List,
    ReadOnlyList,
    ImmutableArray,

    /// <summary>Reported as ESG014; generated code throws.</summary>
    Unsupported,
}
