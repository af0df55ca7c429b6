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
        if (state.HasCodec)
        {
            EmitWrite(writer, state, types);
            EmitRestore(writer, state, fields, types);
        }

        foreach (StateMemberModel member in state.Members.Where(member =>
            member.Access == StateAccess.Accessor && (state.HasCodec || member.IsShown)))
        {
            writer.Blank();
            writer.Block($$"""
                [global::System.Runtime.CompilerServices.UnsafeAccessor(global::System.Runtime.CompilerServices.UnsafeAccessorKind.Field, Name = {{Literal.Of(member.FieldName)}})]
                public static extern ref {{member.Field.Type.Name}} {{member.AccessorName}}({{state.Type.Name}} entity);
                """);
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
        string parameters = string.Join(", ", fields.Select(static field => $"{field.Type.Name} {field.VariableName}"));
        writer.Block($$"""
            /// <summary>Makes an instance of the state that another one had.</summary>
            {{(state.HasObsoleteMembers ? Obsolete : "")}}
            private {{state.Type.Name}}({{Recorder}} {{recorder}}, {{parameters}})
                : this({{recorder}})
            {
                {{Code.Lines(state.Members.Select(GetAssignment))}}
            }
            """);

        static string GetAssignment(StateMemberModel member) =>
            $"{member.Of("this", "StateCodec.")} = {member.Field.VariableName}{(member.Field.Type.AllowsNull ? "!" : "")};";
    }

    private static void EmitDescription(SourceWriter writer, StateModel state)
    {
        string type = state.Type.Name;
        string arguments = state.HasCodec ? "Show, Write, Restore" : "Show";
        string settings = state.Snapshot is not { } snapshot
            ? ""
            : $$"""

            {
                SnapshotEvery = {{snapshot.Every}},
                KeptSnapshots = {{snapshot.Keep}},
            }
            """;
        IEnumerable<string> shown = state.Members.Where(static member => member.IsShown)
            .Select(static member => $"new({Literal.Of(member.Field.JsonName)}, {member.Of("entity")}),");
        writer.Block($$"""
            public static readonly global::EsGen.CompilerServices.EntityState<{{type}}> State = new({{Literal.Of(state.Fingerprint)}}, {{arguments}}){{settings}};

            private static {{Shown}}[] Show({{type}} entity) =>
            [
                {{Code.Lines(shown)}}
            ];
            """);
    }

    private static void EmitWrite(SourceWriter writer, StateModel state, PayloadTypes types)
    {
        WriteStatements writing = new(types);
        writer.Blank();
        writer.Block($$"""
            private static void Write({{Writer}} writer, {{state.Type.Name}} entity)
            {
                {{Code.Print(EmitMembers)}}
            }
            """);

        void EmitMembers(SourceWriter members)
        {
            foreach (StateMemberModel member in state.Members)
            {
                members.Line($"writer.Name({Literal.OfJson(member.Field.JsonName)}u8);");
                writing.Emit(members, member.Field.Type, member.Of("entity"));
            }
        }
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
}
