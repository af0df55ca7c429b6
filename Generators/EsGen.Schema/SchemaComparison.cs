namespace EsGen.Schema;

/// <summary>Compares what the code declares of an entity with what the lock has: what the rules report and the fixes mend.</summary>
internal static class SchemaComparison
{
    /// <param name="locked">What the lock has; null if it doesn't know the entity.</param>
    /// <param name="declared">What the code declares: see <see cref="CodeSchema"/>.</param>
    public static IReadOnlyList<SchemaChange> Compare(LockedEntity? locked, LockedEntity declared)
    {
        List<SchemaChange> changes = [];
        if (locked is not null)
        {
            CompareNames(locked, declared, changes);
        }

        HashSet<LockedEvent> found = [];
        HashSet<LockedEvent> wanted = [];
        foreach (LockedEvent e in declared.Events)
        {
            LockedEvent? old = locked is null ? null : FindLocked(locked, e);
            if (locked is not null && FindTaken(locked, old, declared, e, found) is var (other, text))
            {
                // Nothing else is worth saying about it: what it is compared with may be the wrong one. That is not to blame for it.
                wanted.Add(other);
                if (old is not null)
                {
                    wanted.Add(old);
                }

                changes.Add(new SchemaChange(SchemaChangeKind.Taken, e.Name, e.Latest.Number, text));
            }
            else if (old is null)
            {
                changes.Add(new SchemaChange(SchemaChangeKind.New, e.Name, e.Latest.Number, ""));
            }
            else
            {
                found.Add(old);
                CompareEvents(old, e, changes);
            }
        }

        foreach (LockedEvent e in locked?.Events ?? default)
        {
            if (found.Contains(e) || wanted.Contains(e))
            {
                continue;
            }

            if (locked!.Events.FirstOrDefault(other => other.FormerNames.Contains(e.Name)) is { } owner
                && !found.Contains(owner)
                && !wanted.Contains(owner))
            {
                changes.Add(new SchemaChange(
                    SchemaChangeKind.Taken,
                    e.Name,
                    0,
                    $"'{e.Name}' is an event of its own in events.lock, and a former name of '{owner.Name}'; take it away there"));
            }

            if (!e.IsRetired)
            {
                changes.Add(new SchemaChange(SchemaChangeKind.Gone, e.Name, 0, ""));
            }
        }

        return changes;
    }

    /// <summary>Whether a new event may be what another one is called now, which is for its own rule (ESG033) to ask first.</summary>
    public static bool MayBeRenamed(LockedEntity? locked, LockedEntity declared, string name) =>
        declared.Events.FirstOrDefault(e => e.Name == name) is { } e
        && locked is not null
        && FindLocked(locked, e) is null
        && Compare(
            locked,
            declared).Any(change =>
                change.Kind == SchemaChangeKind.Gone && locked.Events.Any(gone => gone.Name == change.EventName && gone.Kind == e.Kind));

    /// <summary>What the lock has of a declared event, under its present name or a former one.</summary>
    public static LockedEvent? FindLocked(LockedEntity locked, LockedEvent declared) =>
        locked.Events.FirstOrDefault(e => e.Name == declared.Name)
            ?? locked.Events.FirstOrDefault(e => declared.FormerNames.Contains(e.Name));

    /// <summary>Another locked event whose stored events a declared one would take for its own.</summary>
    private static (LockedEvent Other, string Text)? FindTaken(
        LockedEntity locked,
        LockedEvent? old,
        LockedEntity entity,
        LockedEvent declared,
        HashSet<LockedEvent> found)
    {
        if (old is { IsRetired: true })
        {
            return (
                old,
                $"'{old.Name}' is a retired event in "
                    + $"events.lock; {(old.Name == declared.Name ? "choose another name" : "take it out of FormerNames")}, or, if it is "
                        + "the same event again, take 'retired' away there");
        }

        if (old is not null && old.Name != declared.Name && entity.Events.Any(e => e.Name == old.Name))
        {
            return (old, $"'{old.Name}' is an event of its own; take it out of FormerNames");
        }

        if (old is not null && found.Contains(old))
        {
            return (old, $"'{old.Name}' has become another event already; take it out of FormerNames");
        }

        foreach (LockedEvent other in locked.Events.Where(e => e != old))
        {
            if (declared.FormerNames.Contains(other.Name))
            {
                return (
                    other,
                    $"'{other.Name}' is an event of its own in events.lock; take it out of FormerNames, and keep it or retire it");
            }

            if (other.FormerNames.FirstOrDefault(former => former == declared.Name || declared.FormerNames.Contains(former)) is { } name)
            {
                return (other, $"'{name}' is a former name of '{other.Name}' in events.lock; choose another one");
            }
        }

        return null;
    }

    private static void CompareNames(LockedEntity locked, LockedEntity declared, List<SchemaChange> changes)
    {
        foreach (string lost in locked.FormerNames.Append(locked.Name)
            .Where(name => name != declared.Name && !declared.FormerNames.Contains(name)))
        {
            changes.Add(new SchemaChange(SchemaChangeKind.LostName, "", 0, lost));
        }

        if (locked.Name != declared.Name || declared.FormerNames.Any(name => name != locked.Name && !locked.FormerNames.Contains(name)))
        {
            changes.Add(new SchemaChange(
                SchemaChangeKind.Compatible,
                "",
                0,
                locked.Name != declared.Name ? $"it was called '{locked.Name}'" : "it has other former names"));
        }
    }

    private static void CompareEvents(LockedEvent locked, LockedEvent declared, List<SchemaChange> changes)
    {
        int version = declared.Latest.Number;
        foreach (string lost in locked.FormerNames.Where(name => name != declared.Name && !declared.FormerNames.Contains(name)))
        {
            changes.Add(new SchemaChange(SchemaChangeKind.LostName, declared.Name, version, lost));
        }

        int newest = locked.Latest.Number;
        if (version < newest || version > newest + 1)
        {
            changes.Add(new SchemaChange(
                SchemaChangeKind.WrongVersion,
                declared.Name,
                version,
                version < newest
                    ? $"the lock has version {newest} of it already"
                    : $"version {newest + 1} should follow version {newest}, which the lock has",
                version < newest
                    && ShapeComparison.Compare(locked.Latest, declared.Latest).All(static difference => difference.IsCompatible)
                        ? newest
                        : newest + 1));
            return;
        }

        List<ShapeChange> differences = [];
        if (locked.Kind != declared.Kind && version == newest)
        {
            differences.Add(new ShapeChange(false, $"it was {Describe(locked.Kind)} and is {Describe(declared.Kind)}"));
        }

        if (locked.Name != declared.Name)
        {
            differences.Add(new ShapeChange(true, $"it was called '{locked.Name}'"));
        }
        else if (declared.FormerNames.Any(name => !locked.FormerNames.Contains(name)))
        {
            differences.Add(new ShapeChange(true, "it has other former names"));
        }

        foreach (LockedVersion own in declared.Versions)
        {
            if (locked.Versions.FirstOrDefault(v => v.Number == own.Number) is { } same)
            {
                differences.AddRange(ShapeComparison.Compare(same, own));
            }
        }

        string text = string.Join(
            "; ",
            differences.Where(d => !d.IsCompatible || differences.All(static other => other.IsCompatible)).Select(static d => d.Text));
        if (differences.Any(static difference => !difference.IsCompatible))
        {
            changes.Add(new SchemaChange(SchemaChangeKind.Incompatible, declared.Name, version, text, version + 1));
        }
        else if (version > newest)
        {
            changes.Add(new SchemaChange(SchemaChangeKind.New, declared.Name, version, ""));
        }
        else if (differences.Count > 0)
        {
            changes.Add(new SchemaChange(SchemaChangeKind.Compatible, declared.Name, version, text));
        }
    }

    private static string Describe(EventKind kind) => kind switch
    {
        EventKind.Creation => "the beginning",
        EventKind.Discard => "the end",
        _ => "a change in between",
    };
}
