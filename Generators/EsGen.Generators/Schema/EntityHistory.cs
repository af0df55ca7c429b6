namespace EsGen.Generators.Schema;

/// <summary>What the lock adds to an entity: the old versions of its events, and the events that are retired.</summary>
internal static class EntityHistory
{
    /// <summary>The generated base of all events.</summary>
    private const string AnyEvent = "Event";

    /// <summary>The entity with all that is only in the store.</summary>
    public static EntityModel Add(EntityModel entity, LockedEntity? locked)
    {
        if (locked is null || !entity.IsSupported)
        {
            return entity;
        }

        List<EventModel> events = [.. entity.Events];
        List<OldVersionModel> old = [];
        List<string> colliding = [];
        HashSet<string> recordNames = [entity.Type.Name.TrimStart('@'), .. events.Select(static e => e.MethodSuffix)];
        RestoredTypes types = new(entity, locked);
        HashSet<string> names = new(StringComparer.Ordinal);
        HashSet<string> topics = [.. events.SelectMany(static e => e.Topics)];
        string[] entityNames =
            [.. new[] { entity.EntityName }.Concat(entity.FormerNames).Append(locked.Name).Concat(locked.FormerNames).Distinct()];
        // Of two locked events that became one, the rules report the other; it never stands in for the one that has the name.
        foreach (LockedEvent e in locked.Events.OrderBy(e => entity.Events.Any(own => own.EventName == e.Name) ? 0 : 1))
        {
            EventModel[] declared = FindDeclared(entity, e);
            if ((declared.Length == 0 && !e.IsRetired) || !names.Add(declared.Length == 0 ? e.Name : declared[0].EventName))
            {
                continue;
            }

            string name = declared.Length == 0 ? e.Name : declared[0].EventName;
            string[] eventNames =
                [.. new[] { name }.Concat(declared.SelectMany(static d => d.FormerNames)).Append(e.Name).Concat(e.FormerNames).Distinct()];
            if (declared.Length == 0)
            {
                if (recordNames.Contains(e.Name))
                {
                    colliding.Add(e.Name);
                    continue;
                }

                // Another event took its names, which the rules report.
                if (GetTopics(e.Latest.Number) is not { Length: > 0 } latestTopics)
                {
                    continue;
                }

                RestoredTypes.Event restored = types.BeginRetired(e);
                Dictionary<int, FieldModel[]> fields = GetFields(e, e.Name, e.Versions, restored, isRetired: true);
                declared = [Restore(entity, e, latestTopics, fields[e.Latest.Number], restored.Accessibility)];
                events.Add(declared[0]);
                AddOldVersions(entity, e, declared, GetTopics, fields, old);
            }
            else
            {
                IEnumerable<LockedVersion> versions =
                    e.Versions.Where(v => v.Number < declared[0].Version && declared.All(d => d.Version != v.Number));
                AddOldVersions(entity, e, declared, GetTopics, GetFields(e, name, versions, types.Begin(e), isRetired: false), old);
            }

            string[] GetTopics(int version) =>
                [.. entityNames.SelectMany(entityName => eventNames.Select(n => $"{entityName}.{n}{(version > 1 ? "@" + version : "")}"))
                    .Where(topics.Add)];
        }

        foreach (OldVersionModel taken in old.Where(version => recordNames.Contains(version.RecordName)).ToArray())
        {
            colliding.Add(taken.RecordName);
            old.Remove(taken);
        }

        return entity with
        {
            CollidingRecords = new([.. colliding]),
            Events = new([.. events]),
            RestoredTypes = new([.. types.All]),
            MissingConverters = new([.. types.MissingConverters]),
            PayloadTypes = new([.. entity.PayloadTypes, .. types.All.Select(static type => type.Payload)]),
            OldVersions =
                new(FollowUpcasts(old, events).OrderBy(static o => o.EventName, StringComparer.Ordinal)
                    .ThenBy(static o => o.Version)
                    .ToArray()),
        };
    }

    /// <summary>Finds the ways to the present, on which an upcast may leave versions out, split one and become another event.</summary>
    private static IEnumerable<OldVersionModel> FollowUpcasts(List<OldVersionModel> old, List<EventModel> events)
    {
        Dictionary<string, OldVersionModel> byName = old.ToDictionary(static o => o.RecordName, StringComparer.Ordinal);
        HashSet<string> today = [AnyEvent, .. events.Select(static e => e.MethodSuffix)];
        return old.Select(version =>
        {
            List<UpcastStep> path = [];
            HashSet<string> seen = [];
            string target = "";
            for (OldVersionModel? at = version; at is not null;)
            {
                path.Add(at.Step);
                target = at.Target.TrimStart('@');
                string? problem = at.Problem
                    ?? (!seen.Add(at.RecordName) ? "it comes back to where it began"
                    : !today.Contains(target) && !byName.ContainsKey(target)
                    ? $"'{target}' is no event, and no version of one, that is read"
                    : null);
                if (problem is not null)
                {
                    // What goes wrong on the way is said where it does.
                    return at.RecordName == version.RecordName ? version with { Problem = problem } : version;
                }

                at = today.Contains(target) ? null : byName[target];
            }

            // What it becomes says whether the entity begins or ends with it, unless that is several or anything.
            EventModel? became = path.Any(static step => step.ReturnsMany) ? null : events.FirstOrDefault(e => e.MethodSuffix == target);
            return version with { Path = new(path), Kind = became?.Kind ?? version.Kind };
        });
    }

    /// <summary>The declared events that a locked one is about, newest version first: one usually, none if it is gone.</summary>
    public static EventModel[] FindDeclared(EntityModel entity, LockedEvent locked)
    {
        // Two that claim the name are for the rules to report; here the first has it.
        string? name = entity.Events.Any(e => e.EventName == locked.Name)
            ? locked.Name
            : entity.Events.FirstOrDefault(e => e.FormerNames.Contains(locked.Name))?.EventName;
        return [.. entity.Events.Where(e => e.EventName == name).OrderByDescending(static e => e.Version)];
    }

    /// <summary>The name of the record of an old version.</summary>
    public static string GetRecordName(string eventName, int version) => $"{eventName}V{version}";

    private static Dictionary<int, FieldModel[]> GetFields(
        LockedEvent locked,
        string name,
        IEnumerable<LockedVersion> versions,
        RestoredTypes.Event types,
        bool isRetired) =>
        versions.ToDictionary(
            static version => version.Number,
            version => types.GetFields(version, isRetired && version == locked.Latest ? name : GetRecordName(name, version.Number)));

    private static EventModel Restore(EntityModel entity, LockedEvent locked, string[] topics, FieldModel[] fields, string accessibility)
    {
        string name = CSharpName.Escape(locked.Name);
        HookModel? written = entity.OldHooks.FirstOrDefault(hook => hook.RecordName == locked.Name)?.Hook;
        return new EventModel
        {
            RecordName = name,
            EventName = locked.Name,
            Origin = EventOrigin.Retired,
            Version = locked.Latest.Number,
            FormerNames = locked.FormerNames,
            Kind = locked.Kind,
            Topics = new(topics),
            Accessibility = accessibility,
            Documentation = default,
            ObsoleteMessage = null,
            Fields = new(fields),
            Member = null,
            When = entity.IgnoredEvents.Contains(locked.Name)
                ? null
                : written ?? new HookModel("When", $"private partial void When({name} old)", IsCallable: true, TakesContext: false),
            Guard = null,
        };
    }

    private static void AddOldVersions(
        EntityModel entity,
        LockedEvent locked,
        EventModel[] declared,
        Func<int, string[]> getTopics,
        Dictionary<int, FieldModel[]> allFields,
        List<OldVersionModel> old)
    {
        // From the newest to the oldest, because each becomes the next one unless the user has it otherwise.
        EventModel current = declared[0];
        string nextName = current.RecordName;
        FieldModel[] nextFields = [.. current.Fields];
        foreach (LockedVersion version in locked.Versions.Reverse())
        {
            if (version.Number >= current.Version)
            {
                continue;
            }

            if (declared.FirstOrDefault(e => e.Version == version.Number) is { } own)
            {
                (nextName, nextFields, current) = (own.RecordName, [.. own.Fields], own);
                continue;
            }

            string name = GetRecordName(current.EventName, version.Number);
            FieldModel[] fields = allFields[version.Number];
            UpcastModel? written = entity.Upcasts.FirstOrDefault(upcast => upcast.RecordName == name);
            string? body = written is null ? UpcastBody.Find(nextName, fields, nextFields, entity.PayloadTypes) : null;
            old.Add(new OldVersionModel
            {
                RecordName = name,
                EventName = current.EventName,
                Version = version.Number,
                Kind = current.Kind,
                Topics = new(getTopics(version.Number)),
                Fields = new(fields),
                Target = written is null ? nextName : written.Target,
                Declaration = written is null ? $"private static partial {nextName} Upcast({name} old)" : written.Declaration,
                Body = body,
                Step = written?.Step ?? default,
                Problem = written?.Problem,
            });
            (nextName, nextFields) = (name, fields);
        }
    }
}
