namespace EsGen.Schema;

/// <summary>Compares the policies and read models of the code with those of the lock: what the rules report and the fixes mend.</summary>
internal static class HandlerComparison
{
    /// <param name="locked">What the lock has.</param>
    /// <param name="declared">All that the code declares.</param>
    public static IReadOnlyList<HandlerChange> Compare(EventLock locked, IReadOnlyCollection<LockedHandler> declared)
    {
        List<HandlerChange> changes = [];
        foreach (HandlerKind kind in (HandlerKind[])[HandlerKind.Policy, HandlerKind.ReadModel])
        {
            LockedHandler[] ours = [.. declared.Where(handler => handler.Kind == kind)];
            LockedHandler[] theirs = [.. locked.Handlers.Where(handler => handler.Kind == kind)];
            HashSet<string> names = new(ours.SelectMany(static handler => handler.Names), StringComparer.Ordinal);
            LockedHandler[] gone = [.. theirs.Where(handler => !handler.IsRetired && !names.Contains(handler.Name))];
            HandlerChange[] found = [.. ours.SelectMany(handler => Compare(theirs, handler, gone))];
            changes.AddRange(found);

            // What a new one may be is said where that one is.
            if (!found.Any(static change => change.Kind == HandlerChangeKind.MayBeRenamed))
            {
                changes.AddRange(gone.Select(static handler => new HandlerChange(HandlerChangeKind.Gone, handler, "")));
            }
        }

        return changes;
    }

    /// <summary>What a lock has of a declared one, under its present name or a former one.</summary>
    public static LockedHandler? FindLocked(IEnumerable<LockedHandler> locked, LockedHandler declared) => declared.Names
        .Select(name => locked.FirstOrDefault(handler => handler.Kind == declared.Kind && handler.Name == name))
        .FirstOrDefault(static handler => handler is not null);

    private static IEnumerable<HandlerChange> Compare(LockedHandler[] locked, LockedHandler declared, LockedHandler[] gone)
    {
        LockedHandler? old = FindLocked(locked, declared);
        if (FindTaken(locked, old, declared) is { } taken)
        {
            return [new(HandlerChangeKind.Taken, declared, taken)];
        }

        if (old is null)
        {
            string names = string.Join(" or ", gone.Select(static handler => $"'{handler.Name}'"));
            return
            [
                gone.Length == 0
                    ? new(HandlerChangeKind.New, declared, "")
                    : new(
                        HandlerChangeKind.MayBeRenamed,
                        declared,
                        $"may be what the {declared.Noun} {names} of events.lock is called now; add that to FormerNames, or "
                            + (declared.Kind == HandlerKind.Policy ? "write 'retired' behind it there" : "take its line out there"),
                        new(gone.Select(static handler => handler.Name))),
            ];
        }

        string[] lost = [.. old.FormerNames.Append(old.Name).Where(name => !declared.Names.Contains(name))];
        if (lost.Length > 0)
        {
            string text = $"may be stored under {string.Join(" and ", lost.Select(static name => $"'{name}'"))}; add that to FormerNames";
            return [new(HandlerChangeKind.LostName, declared, text, new(lost))];
        }

        if (declared.Kind == HandlerKind.Policy && declared.FirstName != old.FirstName)
        {
            string order = $"was first called '{old.FirstName}', which the ids of NewId come from; let FormerNames begin with it";
            return [new(HandlerChangeKind.LostName, declared, order)];
        }

        return old == declared
            ? []
            :
            [
                new(
                    HandlerChangeKind.Compatible,
                    declared,
                    old.Name != declared.Name ? $"it was called '{old.Name}'" : "it has other former names"),
            ];
    }

    /// <summary>Another one of the lock whose position or documents a declared one would take for its own.</summary>
    private static string? FindTaken(LockedHandler[] locked, LockedHandler? old, LockedHandler declared)
    {
        if (old is { IsRetired: true })
        {
            return $"the name of a retired {old.Noun} in events.lock, whose position is still stored; "
                + (old.Name == declared.Name ? "choose another name" : $"take '{old.Name}' out of FormerNames")
                + ", or, if it is the same one again, take 'retired' away there";
        }

        foreach (string name in declared.Names)
        {
            if (locked.FirstOrDefault(other => other != old && other.Name == name) is not null)
            {
                return $"the former name '{name}', which is a {declared.Noun} of its own in events.lock; take it out of FormerNames, or "
                    + $"take the line of '{old!.Name}' out there if it never ran under that name";
            }

            if (locked.FirstOrDefault(other => other != old && other.FormerNames.Contains(name)) is { } owner)
            {
                return $"the name '{name}', which is a former name of '{owner.Name}' in events.lock; choose another one";
            }
        }

        return null;
    }
}
