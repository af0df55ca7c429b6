using EsGen.Schema;

namespace EsGen.Tool.Locking;

/// <summary>Compares what an assembly declares with a lock, by the rules that the build has.</summary>
internal static class LockComparison
{
    /// <summary>All differences; none if the lock is up to date.</summary>
    public static IReadOnlyList<LockDifference> Compare(EventLock content, EventLock declared)
    {
        List<LockDifference> differences = [];
        HashSet<LockedEntity> found = [];
        foreach (LockedEntity entity in declared.Entities)
        {
            LockedEntity? locked = content.Find(entity.Names);
            if (locked is not null)
            {
                found.Add(locked);
            }

            differences.AddRange(SchemaComparison.Compare(locked, entity).Select(change => Describe(entity.Name, change)));
        }

        foreach (LockedEntity gone in content.Entities.Where(entity => !entity.IsRetired && !found.Contains(entity)))
        {
            differences.Add(new LockDifference(
                gone.Name, null, null, "gone", "the assembly doesn't have it; mark it as retired, or give the class its name back"));
        }

        differences.AddRange(HandlerComparison.Compare(content, declared.Handlers).Select(Describe));
        return differences;
    }

    private static LockDifference Describe(HandlerChange change)
    {
        (string kind, string text) = change.Kind switch
        {
            HandlerChangeKind.New => ("new", "the lock doesn't have it yet"),
            HandlerChangeKind.Compatible => ("compatible", $"{change.Text}; what is stored is still found"),
            HandlerChangeKind.Gone => (
                "gone",
                "the assembly doesn't have it; "
                    + (change.Handler.Kind == HandlerKind.Policy ? "mark it as retired" : "take its line out")
                    + ", or give the class its name back"),
            HandlerChangeKind.Taken => ("taken", $"it has {change.Text}"),
            _ => ("lost-name", $"it {change.Text}"),
        };
        return new LockDifference(null, null, null, kind, text) { Handler = change.Handler };
    }

    private static LockDifference Describe(string entity, SchemaChange change)
    {
        string? name = change.EventName.Length == 0 ? null : change.EventName;
        (string kind, string text) = change.Kind switch
        {
            SchemaChangeKind.New => ("new", "the lock doesn't have it yet"),
            SchemaChangeKind.Compatible => ("compatible", $"{change.Text}; what is stored can still be read"),
            SchemaChangeKind.Incompatible =>
                ("incompatible", $"{change.Text}; give it version {change.VersionToHave}, and take the old one back"),
            SchemaChangeKind.Gone => ("gone", "the assembly doesn't have it; retire it, or give it its name back"),
            SchemaChangeKind.WrongVersion => ("wrong-version", change.Text),
            SchemaChangeKind.LostName => ("lost-name", $"'{change.Text}' is no former name of it any more, and events are stored under it"),
            _ => ("taken", change.Text),
        };
        return new LockDifference(entity, name, name is null || change.Version == 0 ? null : change.Version, kind, text);
    }
}
