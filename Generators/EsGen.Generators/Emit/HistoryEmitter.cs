using System.Security;

namespace EsGen.Generators;

/// <summary>Prints the records of old versions and what makes them events of today.</summary>
internal static class HistoryEmitter
{
    /// <returns>The file; null if there is no history that differs from the present.</returns>
    public static string? Emit(EntityModel entity)
    {
        UpcastModel[] stray = [.. entity.Upcasts.Where(upcast => upcast.Declaration is not null && !entity.OldVersions.Any(old => old.Name.TrimStart('@') == upcast.RecordName))];
        return entity.OldVersions.Count + stray.Length == 0 ? null : GeneratedFile.InType(entity.Type, "", writer =>
        {
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
        writer.Line($"/// <summary>Version {old.Version} of <c>{SecurityElement.Escape(old.EventName)}</c>, as <c>{EventLock.FileName}</c> remembers it.</summary>");
        writer.Line(GeneratedFile.GeneratedCode);
        string parameters = string.Join(", ", old.Fields.Select(static field => $"{field.Type.Name} {field.PropertyName}{(field.Default is null ? "" : " = " + field.Default)}"));
        writer.Line($"private sealed record {old.Name}({parameters});");
    }

    private static void EmitUpcast(SourceWriter writer, OldVersionModel old)
    {
        if (old.Declaration is null)
        {
            return;
        }

        writer.Blank();
        writer.Line($"/// <summary>Reads version {old.Version} of <c>{SecurityElement.Escape(old.EventName)}</c> as what it is called and looks like later.</summary>");
        writer.Line(old.Body is null ? old.Declaration + ";" : $"{old.Declaration.Replace(" partial ", " ")} => {old.Body};");
    }
}
