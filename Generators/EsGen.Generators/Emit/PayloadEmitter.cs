namespace EsGen.Generators.Emit;

/// <summary>Prints what the codec has for each type of the user's: how it is written, read, copied and compared.</summary>
/// <param name="types">The types.</param>
/// <param name="isState">Whether the values are part of an entity's state, and not of events: those are neither copied nor
/// compared.</param>
internal sealed class PayloadEmitter(PayloadTypes types, bool isState = false)
{
    private const string Writer = "global::EsGen.CompilerServices.EventDataWriter writer";
    private const string Reader = "ref global::EsGen.CompilerServices.EventDataReader";

    private const string HashOfNull = """
        if (value is null)
        {
            return 0;
        }

        """;

    private readonly WriteStatements _writing = new(types);
    private readonly ReadExpressions _reading = new(types);
    private readonly MembersReader _members = new(types);
    private readonly ValueExpressions _value = new(types, codec: "");

    public void Emit(SourceWriter writer, PayloadTypeModel type)
    {
        Maker.EmitAccessor(writer, type, types);
        switch (type)
        {
            case ObjectTypeModel o:
                EmitWrite(writer, o);
                EmitRead(writer, o);
                EmitValue(writer, o, o.IsValueType, () => EmitCopy(writer, o), [.. o.StoredMembers]);
                break;
            case SingleValueTypeModel s:
                EmitWrite(writer, s);
                EmitRead(writer, s);
                EmitValue(
                    writer,
                    s,
                    isValueType: true,
                    () => EmitCopy(
                        writer,
                        s,
                        Construction.Of(s, Maker.Of(s, types), _value.Copy(s.Member.Type, "value." + s.Member.PropertyName))),
                    s.Member);
                break;
            case HierarchyTypeModel h:
                EmitWrite(writer, h);
                EmitRead(writer, h);
                EmitValue(writer, h);
                break;
            case UnionTypeModel u:
                new UnionEmitter(types).Emit(writer, u, isState);
                break;
        }
    }

    /// <summary>What a type of old versions needs: it is only read, and compared where an event that everybody sees holds it.</summary>
    public void Emit(SourceWriter writer, RestoredTypeModel type)
    {
        bool isCompared = type.IsCompared;
        switch (type.Payload)
        {
            case ObjectTypeModel o:
                EmitRead(writer, o);
                if (isCompared)
                {
                    EmitValue(writer, o, o.IsValueType, () => EmitCopy(writer, o), [.. o.StoredMembers]);
                }

                break;
            case HierarchyTypeModel h:
                EmitRead(writer, h);
                if (isCompared)
                {
                    EmitValue(writer, h);
                }

                break;
        }
    }

    private void EmitWrite(SourceWriter writer, ObjectTypeModel type)
    {
        string name = types.GetMethodName(type);
        bool isKind = types.GetDiscriminators(type).Any();
        writer.Blank();
        writer.Open($"public static void Write{name}({Writer}, {type.Name} value)");
        writer.Line("writer.BeginObject(value);");
        if (isKind)
        {
            writer.Line($"Write{name}Members(writer, value);");
        }
        else
        {
            EmitMembers(writer, type);
        }

        writer.Line("writer.EndObject();");
        writer.Close();
        if (isKind)
        {
            writer.Blank();
            writer.Block($$"""
                private static void Write{{name}}Members({{Writer}}, {{type.Name}} value)
                {
                    {{Code.Print(members => EmitMembers(members, type))}}
                }
                """);
        }
    }

    private void EmitMembers(SourceWriter writer, ObjectTypeModel type)
    {
        foreach (FieldModel member in type.StoredMembers)
        {
            writer.Line($"writer.Name({Literal.OfJson(member.JsonName)}u8);");
            _writing.Emit(writer, member.Type, "value." + member.PropertyName);
        }
    }

    private void EmitWrite(SourceWriter writer, SingleValueTypeModel type)
    {
        writer.Blank();
        writer.Block($$"""
            public static void Write{{types.GetMethodName(type)}}({{Writer}}, {{type.Name}} value)
            {
                {{Code.Print(statements => _writing.Emit(statements, type.Member.Type, "value." + type.Member.PropertyName))}}
            }
            """);
    }

    private void EmitWrite(SourceWriter writer, HierarchyTypeModel type)
    {
        writer.Blank();
        writer.Block($$"""
            public static void Write{{types.GetMethodName(type)}}({{Writer}}, {{type.Name}} value)
            {
                switch (value)
                {
                    {{Code.Lines(type.Cases.Select(GetCase))}}
                    default:
                        throw writer.UnknownKind(value);
                }
            }
            """);

        string GetCase(HierarchyCaseModel kind) => Code.Of($$"""
            case {{kind.TypeName}} kind when kind.GetType() == typeof({{kind.TypeName}}):
                writer.BeginObject(kind);
                writer.Name({{Literal.OfJson(type.Discriminator)}}u8);
                writer.{{(kind.IsNumber ? $"WriteInt32({kind.Discriminator})" : $"WriteString({Literal.Of(kind.Discriminator)})")}};
                Write{{types.GetMethodName(types.GetObject(kind.TypeName))}}Members(writer, kind);
                writer.EndObject();
                break;
            """);
    }

    private void EmitRead(SourceWriter writer, ObjectTypeModel type)
    {
        FieldModel[] members = [.. type.StoredMembers];
        string reader = UniqueName.Beside(members, "reader");
        writer.Blank();
        writer.Open($"public static {type.Name} Read{types.GetMethodName(type)}({Reader} {reader})");
        _members.Emit(
            writer,
            members,
            reader,
            declare: true,
            () => writer.Line($"{reader}.BeginObject();"),
            [.. types.GetDiscriminators(type)]);
        Construction.EmitReturn(writer, type, Maker.Of(type, types), reader);
        writer.Close();
    }

    private void EmitRead(SourceWriter writer, SingleValueTypeModel type)
    {
        string variable = type.Member.VariableName;
        string reader = UniqueName.Beside([type.Member], "reader");
        writer.Blank();
        writer.Open($"public static {type.Name} Read{types.GetMethodName(type)}({Reader} {reader})");
        writer.Line($"{type.Member.Type.Name} {variable} = {_reading.Of(type.Member.Type, reader)};");
        Construction.EmitReturn(
            writer,
            $"return {Construction.Of(type, Maker.Of(type, types), variable)};",
            type.Name,
            [type.Member],
            reader);
        writer.Close();
    }

    private void EmitRead(SourceWriter writer, HierarchyTypeModel type)
    {
        writer.Blank();
        writer.Block($$"""
            public static {{type.Name}} Read{{types.GetMethodName(type)}}({{Reader}} reader)
            {
                reader.FindKind({{Literal.Of(type.Discriminator)}}u8);
                {{Code.Paragraphs(type.Cases.Select(GetBranch).Append("throw reader.UnknownKind();"))}}
            }
            """);

        string GetBranch(HierarchyCaseModel kind) => $$"""
            if (reader.IsKind({{(kind.IsNumber ? kind.Discriminator : Literal.Of(kind.Discriminator) + "u8")}}))
            {
                return Read{{types.GetMethodName(types.GetObject(kind.TypeName))}}(ref reader);
            }
            """;
    }

    private void EmitCopy(SourceWriter writer, ObjectTypeModel type)
    {
        if (types.IsRecursive(type))
        {
            writer.Line("using var nesting = global::EsGen.CompilerServices.EventField.Nest();");
        }

        EmitCopy(
            writer,
            type,
            Construction.Of(type, Maker.Of(type, types), member => _value.Copy(member.Type, "value." + member.PropertyName)));
    }

    private void EmitCopy(SourceWriter writer, PayloadTypeModel type, string copy) =>
        writer.Line(types.MayChange(type)
            ? $"return global::EsGen.CompilerServices.EventField.CopyOrKeep(value, static value => {copy});"
            : $"return {copy};");

    private void EmitValue(SourceWriter writer, PayloadTypeModel type, bool isValueType, Action emitCopy, params FieldModel[] members)
    {
        if (isState)
        {
            return;
        }

        string name = types.GetMethodName(type);
        string nullable = isValueType ? type.Name : type.Name + "?";
        if (types.NeedsCopy(type))
        {
            writer.Blank();
            writer.Open($"public static {nullable} Copy{name}({nullable} value)");
            if (!isValueType)
            {
                writer.Block($$"""
                    if (value is null || value.GetType() != typeof({{type.Name}}))
                    {
                        return value; // What derives from it is refused when it is written.
                    }
                    """);
                writer.Blank();
            }

            emitCopy();
            writer.Close();
        }

        if (!types.NeedsComparer(type))
        {
            return;
        }

        IEnumerable<string> equalities =
            members.Select(member => _value.Equal(member.Type, "left." + member.PropertyName, "right." + member.PropertyName));
        string same = string.Join(
            "\n&& ",
            isValueType ? equalities : ["left is not null", "right is not null", "left.GetType() == right.GetType()", .. equalities]);
        writer.Blank();
        writer.Block($$"""
            public static bool Equal{{name}}({{nullable}} left, {{nullable}} right) =>
                {{(isValueType ? (same.Length == 0 ? "true" : same) : $"ReferenceEquals(left, right) || ({same})")}};

            public static int Hash{{name}}({{nullable}} value)
            {
                {{(isValueType ? "" : HashOfNull)}}
                global::System.HashCode hash = default;
                {{Code.Lines(members.Select(member => $"hash.Add({_value.Hash(member.Type, "value." + member.PropertyName)});"))}}
                return hash.ToHashCode();
            }
            """);
    }

    private void EmitValue(SourceWriter writer, HierarchyTypeModel type)
    {
        if (isState)
        {
            return;
        }

        string name = types.GetMethodName(type);
        string nullable = type.Name + "?";
        ObjectTypeModel[] kinds = [.. type.Cases.Select(kind => types.GetObject(kind.TypeName))];
        if (types.NeedsCopy(type))
        {
            writer.Blank();
            writer.Block($$"""
                public static {{nullable}} Copy{{name}}({{nullable}} value) => value switch
                {
                    {{Code.Lines(kinds.Where(types.NeedsCopy).Select(kind => GetArm(kind, "Copy")))}}
                    _ => value,
                };
                """);
        }

        if (types.NeedsComparer(type))
        {
            ObjectTypeModel[] compared = [.. kinds.Where(types.NeedsComparer)];
            writer.Blank();
            writer.Block($$"""
                public static bool Equal{{name}}({{nullable}} left, {{nullable}} right) => (left, right) switch
                {
                    {{Code.Lines(compared.Select(kind =>
                        $"({kind.Name} l, {kind.Name} r) when l.GetType() == typeof({kind.Name}) => Equal{types.GetMethodName(kind)}(l, r),"))}}
                    _ => Equals(left, right),
                };

                public static int Hash{{name}}({{nullable}} value) => value switch
                {
                    {{Code.Lines(compared.Select(kind => GetArm(kind, "Hash")))}}
                    null => 0,
                    _ => value.GetHashCode(),
                };
                """);
        }

        string GetArm(ObjectTypeModel kind, string method) =>
            $"{kind.Name} kind when kind.GetType() == typeof({kind.Name}) => {method}{types.GetMethodName(kind)}(kind),";
    }
}
