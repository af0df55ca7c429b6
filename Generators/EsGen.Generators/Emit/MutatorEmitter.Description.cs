namespace EsGen.Generators.Emit;

/// <summary>What an entity is described by at run time.</summary>
internal sealed partial class MutatorEmitter
{
    private static void EmitDescription(SourceWriter writer, EntityModel entity)
    {
        writer.Line("public static readonly global::EsGen.CompilerServices.EntityDescription Description = new(");
        writer.Indent();
        writer.Line($"typeof({entity.Type.Name}),");
        writer.Line($"{Literal.Of(entity.EntityName)},");
        writer.Line($"storesEachEvent: {(entity.StoresEachEvent ? "true" : "false")},");
        writer.Line("topics:");
        writer.Line("[");
        writer.Indent();
        foreach (EventModel e in entity.Events)
        {
            writer.Line(string.Concat(e.Topics.Select(static topic => Literal.Of(topic) + ", ")).TrimEnd());
        }

        foreach (OldVersionModel old in entity.OldVersions.Where(static old => old.Topics.Count > 0))
        {
            writer.Line(string.Concat(old.Topics.Select(static topic => Literal.Of(topic) + ", ")).TrimEnd());
        }

        writer.Outdent();
        writer.Line("],");
        writer.Line($"creationTopics: [{GetTopics(entity, EventKind.Creation)}],");
        writer.Line($"discardTopics: [{GetTopics(entity, EventKind.Discard)}]{(entity.HasRequiredMembers ? ")" : ",")}");
        if (!entity.HasRequiredMembers)
        {
            writer.Line("state: StateCodec.State)");
        }

        writer.Outdent();
        writer.Open();
        EmitEvents(writer, entity);
        writer.Close("};");
    }

    private static void EmitEvents(SourceWriter writer, EntityModel entity)
    {
        writer.Line("Events =");
        writer.Line("[");
        writer.Indent();
        foreach (EventModel e in entity.Events)
        {
            Emit($"typeof({e.RecordName})", e.Kind, EventFingerprint.Of(entity, e), e.Topics, isSplit: false);
        }

        foreach (OldVersionModel old in entity.OldVersions.Where(static old => old.Topics.Count > 0))
        {
            Emit(
                FindToday(entity, old) is { } today ? $"typeof({today})" : "null",
                old.Kind,
                EventFingerprint.Of(entity, old),
                old.Topics,
                old.BecomesMany);
        }

        writer.Outdent();
        writer.Line("],");

        void Emit(string record, EventKind kind, string fingerprint, EquatableArray<string> topics, bool isSplit)
        {
            string names = string.Join(", ", topics.Select(Literal.Of));
            string settings = isSplit ? " { IsSplit = true }" : "";
            writer.Line(
                $"new({record}, global::EsGen.CompilerServices.EventKind.{kind}, {Literal.Of(fingerprint)}, {names}){settings},");
        }
    }

    /// <summary>The record that an old version becomes in the end; null if that can be any.</summary>
    private static string? FindToday(EntityModel entity, OldVersionModel old)
    {
        string target = old.Target;
        foreach (UpcastStep _ in old.Path)
        {
            if (entity.Events.FirstOrDefault(e => e.MethodSuffix == target.TrimStart('@')) is { } today)
            {
                return today.RecordName;
            }

            target = entity.OldVersions.FirstOrDefault(other => other.RecordName == target)?.Target ?? "";
        }

        return null;
    }

    private static string GetTopics(EntityModel entity, EventKind kind) =>
        string.Join(", ", entity.Events.Where(e => e.Kind == kind).SelectMany(static e => e.Topics)
            .Concat(entity.OldVersions.Where(old => old.Kind == kind).SelectMany(static old => old.Topics))
            .Select(Literal.Of));
}
