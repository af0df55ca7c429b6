namespace EsGen.Generators.Model;

/// <summary>What a field's type is to the codec.</summary>
internal enum FieldShape
{
    Primitive,
    NullableValue,
    Array,
    List,
    ReadOnlyList,
    ImmutableArray,
    HashSet,
    ReadOnlySet,
    FrozenSet,
    ImmutableHashSet,
    Dictionary,
    ReadOnlyDictionary,
    FrozenDictionary,
    ImmutableDictionary,

    /// <summary>In an entity's state only, as the three below: events have no collections that keep an order of their own.</summary>
    SortedSet,
    SortedDictionary,
    Queue,
    Stack,

    /// <summary>
    /// In an entity's state only: a struct that, as long as it has not been set, holds nulls that its own members rule out.
    /// </summary>
    UnsetValue,

    /// <summary>An <see cref="EnumTypeModel"/>.</summary>
    Enum,

    /// <summary>An <see cref="ObjectTypeModel"/>.</summary>
    Object,

    /// <summary>A <see cref="SingleValueTypeModel"/>.</summary>
    SingleValue,

    /// <summary>A <see cref="HierarchyTypeModel"/>.</summary>
    Hierarchy,

    /// <summary>A <see cref="UnionTypeModel"/>.</summary>
    Union,

    /// <summary>Written and read by a converter of the user's.</summary>
    Converted,

    /// <summary>Reported as ESG014; generated code throws.</summary>
    Unsupported,
}

/// <summary>What several shapes have in common.</summary>
internal static class FieldShapeKinds
{
    /// <summary>Whether the codec has methods for it.</summary>
    public static bool HasMethods(this FieldShape shape) =>
        shape is FieldShape.Object or FieldShape.SingleValue or FieldShape.Hierarchy or FieldShape.Union;

    public static bool IsSet(this FieldShape shape) =>
        shape is FieldShape.HashSet
            or FieldShape.ReadOnlySet
            or FieldShape.FrozenSet
            or FieldShape.ImmutableHashSet
            or FieldShape.SortedSet;

    public static bool IsDictionary(this FieldShape shape) =>
        shape is FieldShape.Dictionary
            or FieldShape.ReadOnlyDictionary
            or FieldShape.FrozenDictionary
            or FieldShape.ImmutableDictionary
            or FieldShape.SortedDictionary;
}
