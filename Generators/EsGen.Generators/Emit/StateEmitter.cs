namespace EsGen.Generators.Emit;

/// <summary>
/// Prints what an entity's state is as data: how it is shown, and if all of it can be stored how it is written and read back.
/// </summary>
internal static class StateEmitter
{
    private const string Obsolete = "[global::System.Obsolete] // Like some of the members.";
    private const string Writer = "global::EsGen.CompilerServices.EventDataWriter";
    private const string Reader = "ref global::EsGen.CompilerServices.EventDataReader";
    private const string Recorder = "global::EsGen.CompilerServices.EventRecorder";
    private const string Shown = "global::System.Collections.Generic.KeyValuePair<string, object?>";

    public static string Emit(StateModel state) => GeneratedFile.InType(state.Type, "", writer =>
    {
        PayloadTypes types = new(state.PayloadTypes);
        FieldModel[] fields = [.. state.Members.Select(static member => member.Field)];
        if (state.HasCodec && fields.Length > 0)
        {
            EmitConstructor(writer, state, fields);
            writer.Blank();
        }

        writer.Line("/// <summary>The state as data. The fingerprint says by which code it came to be.</summary>");
        writer.Line(GeneratedFile.GeneratedCode);
        if (state.HasObsoleteMembers)
        {
            writer.Line(Obsolete);
        }

        writer.Open("private static class StateCodec");
        if (state.HasCodec)
        {
            ConverterField.Emit(writer, state.Members.Select(static member => member.Field.Type), state.PayloadTypes);
        }

        EmitDescription(writer, state);
        EmitShow(writer, state);
        if (state.HasCodec)
        {
            EmitWrite(writer, state, types);
            EmitRestore(writer, state, fields, types);
        }

        foreach (StateMemberModel member in state.Members.Where(member =>
            member.Access == StateAccess.Accessor && (state.HasCodec || member.IsShown)))
        {
            writer.Blank();
            writer.Line(
                "[global::System.Runtime.CompilerServices.UnsafeAccessor("
                + $"global::System.Runtime.CompilerServices.UnsafeAccessorKind.Field, Name = {Literal.Of(member.FieldName)})]");
            writer.Line($"public static extern ref {member.Field.Type.Name} {member.AccessorName}({state.Type.Name} entity);");
        }

        foreach (PayloadTypeModel type in state.PayloadTypes)
        {
            new PayloadEmitter(types, isState: true).Emit(writer, type);
        }

        writer.Close();
    });

    /// <summary>A constructor, because only that can assign what is read-only.</summary>
    private static void EmitConstructor(SourceWriter writer, StateModel state, FieldModel[] fields)
    {
        string recorder = UniqueName.Beside(fields, "recorder");
        writer.Line("/// <summary>Makes an instance of the state that another one had.</summary>");
        if (state.HasObsoleteMembers)
        {
            writer.Line(Obsolete);
        }

        writer.Line(
            $"private {state.Type.Name}({Recorder} {recorder}, "
                + $"{string.Join(", ", fields.Select(static field => $"{field.Type.Name} {field.VariableName}"))})");
        writer.Indent();
        writer.Line($": this({recorder})");
        writer.Outdent();
        writer.Open();
        foreach (StateMemberModel member in state.Members)
        {
            writer.Line($"{member.Of("this", "StateCodec.")} = {member.Field.VariableName}{(member.Field.Type.AllowsNull ? "!" : "")};");
        }

        writer.Close();
    }

    private static void EmitRestore(SourceWriter writer, StateModel state, FieldModel[] fields, PayloadTypes types)
    {
        string reader = UniqueName.Beside(fields, "reader");
        string recorder = UniqueName.Beside(fields, "recorder");
        writer.Blank();
        writer.Open($"private static {state.Type.Name} Restore({Recorder} {recorder}, {Reader} {reader})");
        new MembersReader(types).Emit(writer, fields, reader, declare: true, begin: static () => { });
        writer.Line($"return new({string.Join(", ", fields.Select(static field => field.VariableName).Prepend(recorder))});");
        writer.Close();
    }

    private static void EmitDescription(SourceWriter writer, StateModel state)
    {
        string arguments = state.HasCodec ? "Show, Write, Restore" : "Show";
        writer.Line(
            $"public static readonly global::EsGen.CompilerServices.EntityState<{state.Type.Name}> State = "
                + $"new({Literal.Of(state.Fingerprint)}, {arguments}){(state.Snapshot is null ? ";" : "")}");
        if (state.Snapshot is { } snapshot)
        {
            writer.Open();
            writer.Line($"SnapshotEvery = {snapshot.Every},");
            writer.Line($"KeptSnapshots = {snapshot.Keep},");
            writer.Close("};");
        }
    }

    private static void EmitShow(SourceWriter writer, StateModel state)
    {
        writer.Blank();
        writer.Line($"private static {Shown}[] Show({state.Type.Name} entity) =>");
        writer.Line("[");
        writer.Indent();
        foreach (StateMemberModel member in state.Members.Where(static member => member.IsShown))
        {
            writer.Line($"new({Literal.Of(member.Field.JsonName)}, {member.Of("entity")}),");
        }

        writer.Outdent();
        writer.Line("];");
    }

    private static void EmitWrite(SourceWriter writer, StateModel state, PayloadTypes types)
    {
        WriteStatements writing = new(types);
        writer.Blank();
        writer.Open($"private static void Write({Writer} writer, {state.Type.Name} entity)");
        foreach (StateMemberModel member in state.Members)
        {
            writer.Line($"writer.Name({Literal.OfJson(member.Field.JsonName)}u8);");
            writing.Emit(writer, member.Field.Type, member.Of("entity"));
        }

        writer.Close();
    }
}
