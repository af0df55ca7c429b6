namespace EsGen.Generators.Emit;

/// <summary>Prints how a record or a type of the user's is made of its members.</summary>
internal static class Construction
{
    /// <summary>An expression that makes one of all its stored members.</summary>
    public static string Of(ObjectTypeModel type, Maker maker, Func<FieldModel, string> value) => type.IsTuple
        ? $"({string.Join(", ", type.Members.Select(value))})"
        : maker.Make(type.Members, value, isSet: static _ => true);

    public static string Of(
        SingleValueTypeModel type,
        Maker maker,
        string value) => maker.Make([type.Member], _ => value, isSet: static _ => true);

    /// <summary>Returns an object of what was read into the members' variables.</summary>
    public static void EmitReturn(SourceWriter writer, ObjectTypeModel type, Maker maker, string reader)
    {
        if (type.IsTuple)
        {
            writer.Line($"return {Of(type, maker, static member => member.VariableName)};");
        }
        else
        {
            EmitReturn(writer, type.Name, maker, [.. type.Members], reader);
        }
    }

    /// <summary>Returns an object of what was read into the members' variables. Its constructor may think otherwise.</summary>
    public static void EmitReturn(SourceWriter writer, string type, Maker maker, FieldModel[] members, string reader)
    {
        FieldModel[] optional =
            [.. members.Where(static member => member is { Initialization: FieldInitialization.Optional, IsStored: true })];
        string all = maker.Make(members, static member => member.VariableName, static _ => true);
        if (optional.Length == 0)
        {
            EmitReturn(writer, $"return {all};", type, members, reader);
            return;
        }

        string defaults = UniqueName.Beside(members, "defaults");
        string some = maker.Make(
            members,
            static member => member.VariableName,
            static member => member.Initialization != FieldInitialization.Optional);
        string read = maker.Make(
            members,
            member =>
                member.Initialization == FieldInitialization.Optional
                    ? $"{MembersReader.Has(members, member)} ? {member.VariableName} : {defaults}.{member.PropertyName}"
                    : member.VariableName,
            static _ => true);
        string statements = $$"""
            if ({{string.Join(" && ", optional.Select(member => MembersReader.Has(members, member)))}})
            {
                return {{all}};
            }

            var {{defaults}} = {{some}};
            return {{read}};
            """;
        EmitReturn(writer, statements, type, members, reader);
    }

    /// <summary>Statements that return it, with what says which type refused the values.</summary>
    public static void EmitReturn(SourceWriter writer, string statements, string type, FieldModel[] members, string reader)
    {
        string exception = UniqueName.Beside(members, "exception");
        writer.Block($$"""
            try
            {
                {{statements}}
            }
            catch (global::System.Exception {{exception}})
            {
                throw {{reader}}.Refused({{exception}}, typeof({{type}}));
            }
            """);
    }
}
