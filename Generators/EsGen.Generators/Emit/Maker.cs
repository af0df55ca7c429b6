namespace EsGen.Generators.Emit;

/// <summary>
/// Prints the expression that makes an object: by its constructor, or by an accessor where only the type's own code can call that.
/// </summary>
/// <param name="Call">What takes the constructor's arguments.</param>
/// <param name="Setting">What stands before the members that are set.</param>
internal readonly record struct Maker(string Call, string Setting)
{
    /// <summary>Makes an object by a constructor that can be called.</summary>
    public static Maker New(string type) => new($"new {type}", "");

    /// <summary>Makes a type of the user's in the codec.</summary>
    public static Maker Of(PayloadTypeModel type, PayloadTypes types) =>
        IsPrivate(type) ? new(GetAccessor(type, types), " with") : New(type.Name);

    /// <summary>Prints the accessor of a type's constructor, if it needs one.</summary>
    public static void EmitAccessor(SourceWriter writer, PayloadTypeModel type, PayloadTypes types)
    {
        if (!IsPrivate(type))
        {
            return;
        }

        FieldModel[] members = type is ObjectTypeModel o ? [.. o.Members] : [((SingleValueTypeModel)type).Member];
        string parameters = string.Join(
            ", ",
            members.Where(static member => member.Initialization == FieldInitialization.Constructor)
                .Select(static member => $"{member.Type.Name} {member.VariableName}"));
        writer.Blank();
        writer.Block($$"""
            [global::System.Runtime.CompilerServices.UnsafeAccessor(global::System.Runtime.CompilerServices.UnsafeAccessorKind.Constructor)]
            private static extern {{type.Name}} {{GetAccessor(type, types)}}({{parameters}});
            """);
    }

    /// <param name="members">The members, those of the constructor first.</param>
    /// <param name="value">The expression for a member's value.</param>
    /// <param name="isSet">Whether a member that is no parameter is set.</param>
    public string Make(IEnumerable<FieldModel> members, Func<FieldModel, string> value, Func<FieldModel, bool> isSet)
    {
        string arguments = string.Join(
            ", ",
            members.Where(static member => member.Initialization == FieldInitialization.Constructor)
                .Select(member => member.IsStored ? value(member) : member.Default));
        string initializers = string.Join(", ", members
            .Where(member => member.Initialization != FieldInitialization.Constructor && member.IsStored && isSet(member))
            .Select(member => $"{member.PropertyName} = {value(member)}"));
        return $"{Call}({arguments}){(initializers.Length > 0 ? $"{Setting} {{ {initializers} }}" : "")}";
    }

    private static bool IsPrivate(PayloadTypeModel type) =>
        type is ObjectTypeModel { IsMadePrivately: true } or SingleValueTypeModel { IsMadePrivately: true };

    private static string GetAccessor(PayloadTypeModel type, PayloadTypes types) => "Make" + types.GetMethodName(type);
}
