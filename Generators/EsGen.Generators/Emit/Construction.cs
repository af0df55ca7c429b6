namespace EsGen.Generators;

/// <summary>Prints how a record or a type of the user's is made of its members.</summary>
internal static class Construction
{
    /// <summary>An expression that makes one of all its stored members.</summary>
    public static string Of(ObjectTypeModel type, Func<FieldModel, string> value) => type.IsTuple
        ? $"({string.Join(", ", type.Members.Select(value))})"
        : $"new {type.Name}{GetArguments(type.Members, value, isSet: static _ => true)}";

    public static string Of(SingleValueTypeModel type, string value) => $"new {type.Name}{GetArguments([type.Member], _ => value, isSet: static _ => true)}";

    /// <summary>Returns an object of what was read into the members' variables.</summary>
    public static void EmitReturn(SourceWriter writer, ObjectTypeModel type, string reader)
    {
        if (type.IsTuple)
        {
            writer.Line($"return {Of(type, static member => member.VariableName)};");
        }
        else
        {
            EmitReturn(writer, type.Name, [.. type.Members], reader);
        }
    }

    /// <summary>Returns an object of what was read into the members' variables. Its constructor may think otherwise.</summary>
    public static void EmitReturn(SourceWriter writer, string type, FieldModel[] members, string reader)
    {
        FieldModel[] optional = [.. members.Where(static member => member is { Initialization: FieldInitialization.Optional, IsStored: true })];
        string all = GetArguments(members, static member => member.VariableName, static _ => true);
        if (optional.Length == 0)
        {
            EmitReturn(writer, $"return new {type}{all};", type, members, reader);
            return;
        }

        string defaults = UniqueName.Beside(members, "defaults");
        writer.Open("try");
        writer.Open($"if ({string.Join(" && ", optional.Select(member => MembersReader.Has(members, member)))})");
        writer.Line($"return new {type}{all};");
        writer.Close();
        writer.Blank();
        writer.Line($"var {defaults} = new {type}{GetArguments(members, static member => member.VariableName, static member => member.Initialization != FieldInitialization.Optional)};");
        writer.Line($"return new {type}{GetArguments(members, member => member.Initialization == FieldInitialization.Optional ? $"{MembersReader.Has(members, member)} ? {member.VariableName} : {defaults}.{member.PropertyName}" : member.VariableName, static _ => true)};");
        writer.Close();
        EmitCatch(writer, type, members, reader);
    }

    public static void EmitReturn(SourceWriter writer, string statement, string type, FieldModel[] members, string reader)
    {
        writer.Open("try");
        writer.Line(statement);
        writer.Close();
        EmitCatch(writer, type, members, reader);
    }

    private static void EmitCatch(SourceWriter writer, string type, IEnumerable<FieldModel> members, string reader)
    {
        string exception = UniqueName.Beside(members, "exception");
        writer.Open($"catch (global::System.Exception {exception})");
        writer.Line($"throw {reader}.Refused({exception}, typeof({type}));");
        writer.Close();
    }

    private static string GetArguments(IEnumerable<FieldModel> members, Func<FieldModel, string> value, Func<FieldModel, bool> isSet)
    {
        string arguments = string.Join(", ", members.Where(static member => member.Initialization == FieldInitialization.Constructor).Select(member => member.IsStored ? value(member) : member.Default));
        string initializers = string.Join(", ", members
            .Where(member => member.Initialization != FieldInitialization.Constructor && member.IsStored && isSet(member))
            .Select(member => $"{member.PropertyName} = {value(member)}"));
        return $"({arguments}){(initializers.Length > 0 ? $" {{ {initializers} }}" : "")}";
    }
}
