using Microsoft.CodeAnalysis;

namespace EsGen.Generators;

/// <summary>Finds out how a field's type is stored, or why it can't be.</summary>
internal static class FieldTypeParser
{
    /// <param name="type">The field's type.</param>
    /// <param name="entity">The entity whose event the field belongs to.</param>
    /// <param name="reason">Why the type can't be stored; null if it can.</param>
    public static FieldTypeModel Parse(ITypeSymbol type, INamedTypeSymbol entity, out string? reason)
    {
        string name = SourceName.Of(type);
        bool allowsNull = type.IsReferenceType && type.NullableAnnotation != NullableAnnotation.NotAnnotated;
        reason = null;
        if (GetPrimitive(type) is { } primitive)
        {
            return new FieldTypeModel(name, FieldShape.Primitive, primitive, null, allowsNull);
        }

        if (type.TypeKind == TypeKind.Enum)
        {
            return new FieldTypeModel(name, FieldShape.Enum, "", null, false);
        }

        if (GetElement(type) is var (shape, element))
        {
            FieldTypeModel elementModel = Parse(element, entity, out reason);
            if (shape != FieldShape.NullableValue && elementModel.IsCollection && elementModel.Primitive.Length == 0)
            {
                reason = "a collection of collections can't be stored; raise one event for each of them, or flatten it.";
            }

            return new FieldTypeModel(name, shape, "", elementModel, allowsNull);
        }

        reason = GetReason(type, entity);
        return new FieldTypeModel(name, FieldShape.Unsupported, "", null, allowsNull);
    }

    private static string? GetPrimitive(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_String => "String",
        SpecialType.System_Boolean => "Boolean",
        SpecialType.System_Byte => "Byte",
        SpecialType.System_SByte => "SByte",
        SpecialType.System_Int16 => "Int16",
        SpecialType.System_UInt16 => "UInt16",
        SpecialType.System_Int32 => "Int32",
        SpecialType.System_UInt32 => "UInt32",
        SpecialType.System_Int64 => "Int64",
        SpecialType.System_UInt64 => "UInt64",
        SpecialType.System_Single => "Single",
        SpecialType.System_Double => "Double",
        SpecialType.System_Decimal => "Decimal",
        SpecialType.System_Char => "Char",
        SpecialType.System_DateTime => "DateTime",
        _ => type switch
        {
            IArrayTypeSymbol { Rank: 1, ElementType.SpecialType: SpecialType.System_Byte } => "Bytes",
            INamedTypeSymbol { Name: "Guid" or "DateTimeOffset" or "DateOnly" or "TimeOnly" or "TimeSpan" or "Uri" } when IsInNamespace(type, "System") => type.Name,
            _ => null,
        },
    };

    private static (FieldShape Shape, ITypeSymbol Element)? GetElement(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol { Rank: 1 } array => (FieldShape.Array, array.ElementType),
        INamedTypeSymbol { TypeArguments: [var argument] } named => named.OriginalDefinition switch
        {
            { SpecialType: SpecialType.System_Nullable_T } => (FieldShape.NullableValue, argument),
            { SpecialType: SpecialType.System_Collections_Generic_IReadOnlyList_T } => (FieldShape.ReadOnlyList, argument),
            { Name: "List" } when IsInNamespace(type, "System.Collections.Generic") => (FieldShape.List, argument),
            { Name: "ImmutableArray" } when IsInNamespace(type, "System.Collections.Immutable") => (FieldShape.ImmutableArray, argument),
            _ => null,
        },
        _ => null,
    };

    private static bool IsInNamespace(ITypeSymbol type, string name) =>
        type.ContainingType is null && type.ContainingNamespace?.ToDisplayString() == name;

    private static string? GetReason(ITypeSymbol type, INamedTypeSymbol entity) => type switch
    {
        { TypeKind: TypeKind.Error } => null, // The compiler says it already.
        { TypeKind: TypeKind.Pointer or TypeKind.FunctionPointer } => "a pointer means nothing in another process; store the value.",
        { TypeKind: TypeKind.Delegate } => "a delegate is code, which can't be stored; store what it decides about.",
        { TypeKind: TypeKind.TypeParameter } => "an open type parameter has no stored form; use a concrete type.",
        { TypeKind: TypeKind.Dynamic } or { SpecialType: SpecialType.System_Object } => "an object can be anything; use a concrete type.",
        { IsRefLikeType: true } => "a ref struct can't be kept; use an array or a list.",
        { TypeKind: TypeKind.Array } => "only arrays of one dimension can be stored.",
        _ when SymbolEqualityComparer.Default.Equals(type, entity) => "an entity is not part of another's event; store its id.",
        _ when IsOrDerivesFrom(type, "System.IO.Stream") => "a stream is no value; store its content as byte[].",
        _ when IsOrDerivesFrom(type, "System.Threading.Tasks.Task") => "a task is not a result yet; await it before the command.",
        { TypeKind: TypeKind.Interface } => "an interface can be anything; use a concrete type, and IReadOnlyList<T> for a collection.",
        _ => $"{type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)} is none of the types that EsGen can store. Spread it into fields of string, bool, char, numbers, Guid, dates and times, TimeSpan, Uri, byte[], enums, their nullables, and arrays, List, IReadOnlyList and ImmutableArray of them.",
    };

    private static bool IsOrDerivesFrom(ITypeSymbol type, string fullName)
    {
        for (ITypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (current.OriginalDefinition.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat.WithGenericsOptions(SymbolDisplayGenericsOptions.None)) == fullName)
            {
                return true;
            }
        }

        return false;
    }
}
