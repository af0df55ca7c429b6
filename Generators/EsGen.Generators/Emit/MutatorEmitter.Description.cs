namespace EsGen.Generators.Emit;

/// <summary>What an entity is described by at run time.</summary>
internal sealed partial class MutatorEmitter
{
    private static string GetDescription(EntityModel entity)
    {
        IEnumerable<OldVersionModel> oldVersions = entity.OldVersions.Where(static old => old.Topics.Count > 0);
        return Code.Of($$"""
            public static readonly global::EsGen.CompilerServices.EntityDescription Description = new(
                typeof({{entity.Type.Name}}),
                {{Literal.Of(entity.EntityName)}},
                storesEachEvent: {{(entity.StoresEachEvent ? "true" : "false")}},
                topics:
                [
                    {{Code.Lines(entity.Events.Select(static e => GetTopics(e.Topics) + ","))}}
                    {{Code.Lines(oldVersions.Select(static old => GetTopics(old.Topics) + ","))}}
                ],
                creationTopics: [{{GetTopics(entity, EventKind.Creation)}}],
                discardTopics: [{{GetTopics(entity, EventKind.Discard)}}]{{(entity.HasRequiredMembers ? ")" : ",\nstate: StateCodec.State)")}}
            {
                Events =
                [
                    {{Code.Lines(entity.Events.Select(e => GetEvent(entity, e)))}}
                    {{Code.Lines(oldVersions.Select(old => GetEvent(entity, old)))}}
                ],
            };
            """);
    }

    private static string GetEvent(EntityModel entity, EventModel e) =>
        $"new(typeof({e.RecordName}), {GetKind(e.Kind)}, {Literal.Of(EventFingerprint.Of(entity, e))}, {GetTopics(e.Topics)}),";

    private static string GetEvent(EntityModel entity, OldVersionModel old)
    {
        string record = FindToday(entity, old) is { } today ? $"typeof({today})" : "null";
        string settings = old.BecomesMany ? " { IsSplit = true }" : "";
        return $"new({record}, {GetKind(old.Kind)}, {Literal.Of(EventFingerprint.Of(entity, old))}, {GetTopics(old.Topics)}){settings},";
    }

    private static string GetKind(EventKind kind) => $"global::EsGen.CompilerServices.EventKind.{kind}";

    private static string GetTopics(IEnumerable<string> topics) => string.Join(", ", topics.Select(Literal.Of));

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

    private static string GetTopics(EntityModel entity, EventKind kind) => GetTopics(
        entity.Events.Where(e => e.Kind == kind).SelectMany(static e => e.Topics)
            .Concat(entity.OldVersions.Where(old => old.Kind == kind).SelectMany(static old => old.Topics)));
}
