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
        writer.Blank();
        writer.Open($"public static void Write{name}(global::EsGen.CompilerServices.EventDataWriter writer, {type.Name} value)");
        writer.Open("switch (value.Value)");
        foreach (UnionCaseModel @case in type.Cases)
        {
            EmitArm($"case {Pattern(@case, "kind")}:", @case.Name, @case.IsInline ? "kind" : "value", () =>
            {
                if (@case.IsInline)
                {
                    writer.Line($"Write{types.GetMethodName(@case.Type)}Members(writer, kind);");
                }
                else
                {
                    writer.Line($"writer.Name({Literal.OfJson(@case.Wrapped.JsonName)}u8);");
                    _writing.Emit(writer, @case.Type, "kind");
                }
            });
        }

        if (type.AllowsNull)
        {
            EmitArm("case null:", UnionTypeModel.Null, "value", static () => { });
        }

        writer.Line("default:");
        writer.Indent();
        writer.Line("throw writer.UnknownCase(value.Value);");
        writer.Outdent();
        writer.Close();
        writer.Close();

        void EmitArm(string label, string kind, string subject, Action content)
        {
            writer.Line(label);
            writer.Indent();
            writer.Line($"writer.BeginObject({subject});");
            writer.Line($"writer.Name({Literal.OfJson(UnionTypeModel.Discriminator)}u8);");
            writer.Line($"writer.WriteString({Literal.Of(kind)});");
            content();
            writer.Line("writer.EndObject();");
            writer.Line("break;");
            writer.Outdent();
        }
    }

    private void EmitRead(SourceWriter writer, UnionTypeModel type, string name)
    {
        writer.Blank();
        writer.Open($"public static {type.Name} Read{name}(ref global::EsGen.CompilerServices.EventDataReader reader)");
        writer.Line($"reader.FindKind({Literal.Of(UnionTypeModel.Discriminator)}u8);");
        foreach (UnionCaseModel @case in type.Cases)
        {
            EmitBranch(@case.Name, () =>
            {
                if (@case.IsInline)
                {
                    writer.Line($"return {Make(type, @case, _reading.Of(@case.Type, "reader"))};");
                }
                else
                {
                    EmitWrapped([@case.Wrapped]);
                    writer.Line($"return {Make(type, @case, @case.Wrapped.VariableName)};");
                }
            });
        }

        if (type.AllowsNull)
        {
            EmitBranch(UnionTypeModel.Null, () =>
            {
                EmitWrapped([]);
                writer.Line("return default;");
            });
        }

        writer.Line("throw reader.UnknownCase();");
        writer.Close();

        void EmitWrapped(FieldModel[] members) =>
            _members.Emit(
                writer,
                members,
                "reader",
                declare: true,
                () => writer.Line("reader.BeginObject();"),
                UnionTypeModel.Discriminator);

        void EmitBranch(string kind, Action content)
        {
            writer.Open($"if (reader.IsKind({Literal.Of(kind)}u8))");
            content();
            writer.Close();
            writer.Blank();
        }
    }

    private void EmitCopy(SourceWriter writer, UnionTypeModel type, string name)
    {
        writer.Blank();
        writer.Open($"public static {type.Name} Copy{name}({type.Name} value)");
        if (types.IsRecursive(type))
        {
            writer.Line("using var nesting = global::EsGen.CompilerServices.EventField.Nest();");
        }

        writer.Open("return value.Value switch");
        foreach (UnionCaseModel @case in type.Cases.Where(@case => types.NeedsCopy(@case.Type)))
        {
            writer.Line($"{Pattern(@case, "kind")} => {Make(type, @case, _value.Copy(@case.Type, "kind"))},");
        }

        writer.Line("_ => value,");
        writer.Close("};");
        writer.Close();
    }

    private void EmitComparison(SourceWriter writer, UnionTypeModel type, string name)
    {
        writer.Blank();
        writer.Open($"public static bool Equal{name}({type.Name} left, {type.Name} right) => (left.Value, right.Value) switch");
        foreach (UnionCaseModel @case in type.Cases)
        {
            string exact = IsExact(@case)
                ? $" when l.GetType() == typeof({@case.Type.Name}) && r.GetType() == typeof({@case.Type.Name})"
                : "";
            writer.Line($"({@case.Type.Name} l, {@case.Type.Name} r){exact} => {_value.Equal(@case.Type, "l", "r")},");
        }

        writer.Line("_ => Equals(left.Value, right.Value),");
        writer.Close("};");
        writer.Blank();
        writer.Open($"public static int Hash{name}({type.Name} value) => value.Value switch");
        foreach (UnionCaseModel @case in type.Cases.Where(@case => types.NeedsComparer(@case.Type)))
        {
            writer.Line($"{Pattern(@case, "kind")} => {_value.Hash(@case.Type, "kind")},");
        }

        writer.Line("null => 0,");
        writer.Line("var kind => kind.GetHashCode(),");
        writer.Close("};");
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
