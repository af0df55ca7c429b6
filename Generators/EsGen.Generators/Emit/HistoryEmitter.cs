using System.Security;

namespace EsGen.Generators.Emit;

/// <summary>Prints the records of old versions and what makes them events of today.</summary>
internal static class HistoryEmitter
{
    /// <returns>The file; null if there is no history that differs from the present.</returns>
    public static string? Emit(EntityModel entity)
    {
        UpcastModel[] stray =
            [.. entity.Upcasts.Where(upcast =>
                upcast.Declaration is not null && !entity.OldVersions.Any(old => old.Declaration == upcast.Declaration))];
        return entity.OldVersions.Count + entity.RestoredTypes.Count + stray.Length == 0
            ? null
            : GeneratedFile.InType(entity.Type, "", writer =>
        {
            foreach (RestoredTypeModel type in entity.RestoredTypes)
            {
                EmitType(writer, type, entity.RestoredTypes);
            }

            foreach (OldVersionModel old in entity.OldVersions)
            {
                EmitRecord(writer, old);
                EmitUpcast(writer, old);
            }

            foreach (UpcastModel upcast in stray)
            {
                writer.Blank();
                writer.Line(upcast.Declaration + ";");
            }
        });
    }

    private static void EmitRecord(SourceWriter writer, OldVersionModel old)
    {
        writer.Blank();
        writer.Block($$"""
            /// <summary>Version {{old.Version}} of <c>{{SecurityElement.Escape(old.EventName)}}</c>, as <c>{{EventLock.FileName}}</c> remembers it.</summary>
            {{GeneratedFile.GeneratedCode}}
            private sealed record {{old.RecordName}}({{GetParameters(old.Fields)}});
            """);
    }

    private static string GetParameters(IEnumerable<FieldModel> fields) =>
        string.Join(
            ", ",
            fields.Select(static field => $"{field.Type.Name} {field.PropertyName}{(field.Default is null ? "" : " = " + field.Default)}"));

    private static void EmitType(SourceWriter writer, RestoredTypeModel type, EquatableArray<RestoredTypeModel> all)
    {
        writer.Blank();
        writer.Line($"/// <summary>A type in an old version of an event, as <c>{EventLock.FileName}</c> remembers it.</summary>");
        writer.Line(GeneratedFile.GeneratedCode);
        switch (type.Payload)
        {
            case EnumTypeModel e:
                string size = e.Members.Any(static member => LockedType.GetFlagValue(member.Value) > long.MaxValue) ? "ulong" : "long";
                writer.Block($$"""
                    {{(e.IsFlags ? "[global::System.Flags]" : "")}}
                    {{type.Accessibility}} enum {{e.Name}} : {{size}}
                    {
                        {{Code.Lines(e.Members.Select(static member => $"{CSharpName.Escape(member.Name)} = {member.Value},"))}}
                    }
                    """);
                break;
            case HierarchyTypeModel h:
                writer.Line($"{type.Accessibility} abstract record {h.Name};");
                break;
            case ObjectTypeModel o:
                string? union = all.Select(static other => other.Payload)
                    .OfType<HierarchyTypeModel>()
                    .FirstOrDefault(h => h.Cases.Any(kind => kind.TypeName == o.Name))?.Name;
                writer.Line(o.Members is [{ Initialization: FieldInitialization.Required } only]
                    ? $"{type.Accessibility} sealed record {o.Name} "
                        + $"{{ public required {only.Type.Name} {only.PropertyName} {{ get; init; }} }}"
                    : $"{type.Accessibility} sealed record {o.Name}({GetParameters(o.Members)}){(union is null ? "" : " : " + union)};");
                break;
        }
    }

    private static void EmitUpcast(SourceWriter writer, OldVersionModel old)
    {
        if (old.Declaration is null)
        {
            return;
        }

        writer.Blank();
        string half = old.Body is null ? old.Declaration : $"{old.Declaration.Replace(" partial ", " ")} => {old.Body}";
        writer.Block($$"""
            /// <summary>Reads version {{old.Version}} of <c>{{SecurityElement.Escape(old.EventName)}}</c> as what it is called and looks like later.</summary>
            {{half}};
            """);
    }
}
