namespace EsGen.Generators.Model;

/// <summary>A <c>union</c> of C# 15: stored like a hierarchy, as an object that says which case it is.</summary>
/// <param name="Name">Its full name, as in source.</param>
/// <param name="Cases">The cases, none of which overlap.</param>
/// <param name="AllowsNull">Whether one of the cases may be null; that is stored as a case without members, and can't be told from a union
/// without value.</param>
internal sealed record UnionTypeModel(string Name, EquatableArray<UnionCaseModel> Cases, bool AllowsNull) : PayloadTypeModel(Name)
{
    /// <summary>The name of the JSON member that says which case it is.</summary>
    public const string Discriminator = LockedType.UsualDiscriminator;

    /// <summary>What is stored for null.</summary>
    public const string Null = "null";

    public override IEnumerable<FieldTypeModel> PartTypes => Cases.Select(static @case => @case.Type);
}
