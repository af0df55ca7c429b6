namespace EsGen.Generators.Emit;

/// <summary>Prints what the codec has for a union: how it is written, read, copied and compared.</summary>
/// <remarks>It is treated as the struct that it is, so that a project of C# 14 can have a library's union in its events.</remarks>
internal sealed class UnionEmitter(PayloadTypes types)
{
    private readonly WriteStatements _writing = new(types);
    private readonly ReadExpressions _reading = new(types);
    private readonly MembersReader _members = new(types);
    private readonly ValueExpressions _value = new(types, codec: "");

    public void Emit(SourceWriter writer, UnionTypeModel type, bool isState)
    {
        string name = types.GetMethodName(type);
        EmitWrite(writer, type, name);
        EmitRead(writer, type, name);
        if (isState)
        {
            return;
        }

        if (types.NeedsCopy(type))
        {
            EmitCopy(writer, type, name);
        }

        EmitComparison(writer, type, name);
    }

    private void EmitWrite(SourceWriter writer, UnionTypeModel type, string name)
    {
        const string End = "writer.EndObject();";
        IEnumerable<string> cases = type.Cases.Select(@case => @case.IsInline
            ? GetCase(Pattern(@case, "kind"), @case.Name, "kind", Code.Print(members =>
            {
                members.Line($"Write{types.GetMethodName(@case.Type)}Members(writer, kind);");
                members.Line(End);
            }))
            : GetCase(Pattern(@case, "kind"), @case.Name, "value", Code.Print(members =>
            {
                members.Line($"writer.Name({Literal.OfJson(@case.Wrapped.JsonName)}u8);");
                _writing.Emit(members, @case.Type, "kind");
                members.Line(End);
            })));
        writer.Blank();
        writer.Block($$"""
            public static void Write{{name}}(global::EsGen.CompilerServices.EventDataWriter writer, {{type.Name}} value)
            {
                switch (value.Value)
                {
                    {{Code.Lines(cases)}}
                    {{(type.AllowsNull ? GetCase("null", UnionTypeModel.Null, "value", End) : "")}}
                    default:
                        throw writer.UnknownCase(value.Value);
                }
            }
            """);

        static string GetCase(string pattern, string kind, string subject, string membersAndEnd) => Code.Of($$"""
            case {{pattern}}:
                writer.BeginObject({{subject}});
                writer.Name({{Literal.OfJson(UnionTypeModel.Discriminator)}}u8);
                writer.WriteString({{Literal.Of(kind)}});
                {{membersAndEnd}}
                break;
            """);
    }

    private void EmitRead(SourceWriter writer, UnionTypeModel type, string name)
    {
        IEnumerable<string> branches =
        [
            .. type.Cases.Select(@case => GetBranch(@case.Name, @case.IsInline
                ? $"return {Make(type, @case, _reading.Of(@case.Type, "reader"))};"
                : ReadWrapped([@case.Wrapped], Make(type, @case, @case.Wrapped.VariableName)))),
            .. type.AllowsNull ? [GetBranch(UnionTypeModel.Null, ReadWrapped([], "default"))] : (string[])[],
            "throw reader.UnknownCase();",
        ];
        writer.Blank();
        writer.Block($$"""
            public static {{type.Name}} Read{{name}}(ref global::EsGen.CompilerServices.EventDataReader reader)
            {
                reader.FindKind({{Literal.Of(UnionTypeModel.Discriminator)}}u8);
                {{Code.Paragraphs(branches)}}
            }
            """);

        string ReadWrapped(FieldModel[] members, string value) => Code.Print(statements =>
        {
            _members.Emit(
                statements,
                members,
                "reader",
                declare: true,
                () => statements.Line("reader.BeginObject();"),
                UnionTypeModel.Discriminator);
            statements.Line($"return {value};");
        });

        static string GetBranch(string kind, string statements) => Code.Of($$"""
            if (reader.IsKind({{Literal.Of(kind)}}u8))
            {
                {{statements}}
            }
            """);
    }

    private void EmitCopy(SourceWriter writer, UnionTypeModel type, string name)
    {
        IEnumerable<string> arms = type.Cases.Where(@case => types.NeedsCopy(@case.Type))
            .Select(@case => $"{Pattern(@case, "kind")} => {Make(type, @case, _value.Copy(@case.Type, "kind"))},");
        writer.Blank();
        writer.Block($$"""
            public static {{type.Name}} Copy{{name}}({{type.Name}} value)
            {
                {{(types.IsRecursive(type) ? "using var nesting = global::EsGen.CompilerServices.EventField.Nest();" : "")}}
                return value.Value switch
                {
                    {{Code.Lines(arms)}}
                    _ => value,
                };
            }
            """);
    }

    private void EmitComparison(SourceWriter writer, UnionTypeModel type, string name)
    {
        IEnumerable<string> hashes = type.Cases.Where(@case => types.NeedsComparer(@case.Type))
            .Select(@case => $"{Pattern(@case, "kind")} => {_value.Hash(@case.Type, "kind")},");
        writer.Blank();
        writer.Block($$"""
            public static bool Equal{{name}}({{type.Name}} left, {{type.Name}} right) => (left.Value, right.Value) switch
            {
                {{Code.Lines(type.Cases.Select(GetEquality))}}
                _ => Equals(left.Value, right.Value),
            };

            public static int Hash{{name}}({{type.Name}} value) => value.Value switch
            {
                {{Code.Lines(hashes)}}
                null => 0,
                var kind => kind.GetHashCode(),
            };
            """);
    }

    private string GetEquality(UnionCaseModel @case)
    {
        string exact = IsExact(@case)
            ? $" when l.GetType() == typeof({@case.Type.Name}) && r.GetType() == typeof({@case.Type.Name})"
            : "";
        return $"({@case.Type.Name} l, {@case.Type.Name} r){exact} => {_value.Equal(@case.Type, "l", "r")},";
    }

    private static string Pattern(UnionCaseModel @case, string variable) =>
        $"{@case.Type.Name} {variable}{(IsExact(@case) ? $" when {variable}.GetType() == typeof({@case.Type.Name})" : "")}";

    /// <summary>
    /// Whether other values could pass for it: those of derived types, and to the runtime a <c>uint[]</c> is an <c>int[]</c>.
    /// </summary>
    private static bool IsExact(UnionCaseModel @case) =>
        @case.IsInline || @case.Type.Shape == FieldShape.Array || @case.Type.Primitive == "Bytes";

    private static string Make(UnionTypeModel type, UnionCaseModel @case, string value) =>
        $"new {type.Name}({(@case.ParameterType.TrimEnd('?') == @case.ParameterType || @case.IsInline ? "" : $"({@case.ParameterType})")}"
            + $"{value})";
}
