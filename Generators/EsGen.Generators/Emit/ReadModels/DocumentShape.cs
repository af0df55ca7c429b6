namespace EsGen.Generators.Emit.ReadModels;

/// <summary>Prints what a read model's documents look like, for stores that show them to others than EsGen.</summary>
internal sealed class DocumentShape(PayloadTypes types)
{
    private const string Value = "global::EsGen.DocumentValue.";

    public string Of(ReadModelModel model)
    {
        IEnumerable<string> indexes = model.Indexes
            .Select(index => $"[{string.Join(", ", index.Members.Select(member => GetName(model, member)))}]");
        return Code.Of($$"""
            new(
                key: {{Value}}{{GetKind(model.KeyType)}},
                isKeySigned: {{(IsSigned(model.KeyType) ? "true" : "false")}},
                members:
                [
                    {{Code.Lines(model.Members.Select(GetMember))}}
                ],
                indexes: [{{string.Join(", ", indexes)}}])
            """);
    }

    private string GetMember(FieldModel member)
    {
        bool isSet = IsSet(member.Type);
        string kind = GetKind(isSet ? member.Type.Element! : member.Type);
        return $"new({Literal.Of(member.JsonName)}, {Value}{kind}{(isSet ? ", IsSet: true" : "")}),";
    }

    private static string GetName(ReadModelModel model, IndexMemberModel member) =>
        Literal.Of(model.Members.FirstOrDefault(field => field.PropertyName == member.PropertyName)?.JsonName ?? "");

    /// <summary>Whether it is an array of values that columns have a type for.</summary>
    private bool IsSet(FieldTypeModel type) =>
        type.Arguments.Count == 1 && type.Shape != FieldShape.NullableValue && GetKind(type.Element!) != "Json";

    private bool IsSigned(FieldTypeModel type) => types.Find(type) is SingleValueTypeModel single
        ? IsSigned(single.Member.Type)
        : type.PrimitiveType is { IsSigned: true };

    private string GetKind(FieldTypeModel type) => type switch
    {
        { Shape: FieldShape.NullableValue } => GetKind(type.Element!),
        { Shape: FieldShape.Enum } => "Text",
        { Shape: FieldShape.SingleValue } => types.Find(type) is SingleValueTypeModel single ? GetKind(single.Member.Type) : "Json",
        { PrimitiveType: { } primitive } => primitive.DocumentValue,
        _ => "Json",
    };
}
