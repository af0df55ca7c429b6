using System.Text;
using EsGen.Schema;

namespace EsGen.Testing;

/// <summary>Loads examples of all that the lock has of one entity.</summary>
/// <typeparam name="T">The entity's class.</typeparam>
/// <param name="entity">What the lock has of it.</param>
/// <param name="content">The whole lock.</param>
/// <param name="examples">The user's examples, for other entities of the lock, too.</param>
internal sealed class HistoryCheck<T>(LockedEntity entity, EventLock content, IReadOnlyDictionary<string, string> examples)
    where T : class, IEventSourced<T>
{
    private static readonly Guid s_id = Guid.Parse("0190c0de-0000-7000-8000-000000000000");

    private readonly ExampleValues _examples = new(examples);
    private readonly List<EventHistoryFinding> _findings = [];
    private readonly Dictionary<(LockedEvent, LockedVersion), IReadOnlyList<string>> _data = [];

    public IReadOnlyList<EventHistoryFinding> Run()
    {
        foreach (LockedEvent e in entity.Events)
        {
            foreach (LockedVersion version in e.Versions)
            {
                MakeData(e, version);
            }
        }

        _findings.AddRange(_examples.FindUnused(content).Select(static problem => new EventHistoryFinding(problem)));
        Example[] beginnings = [.. FindAll(EventKind.Creation).Where(static example => Replay([example]) is null).Take(1)];
        if (beginnings.Length == 0 && !entity.Events.Any(static e => e.Kind == EventKind.Creation))
        {
            _findings.Add(
                new EventHistoryFinding($"The lock has no event that creates {entity.Name}, so that nothing else of it can be applied."));
        }

        foreach (LockedEvent e in entity.Events)
        {
            foreach (LockedVersion version in e.Versions)
            {
                Check(e, version, beginnings);
            }
        }

        return _findings;
    }

    private void MakeData(LockedEvent e, LockedVersion version)
    {
        string topic = ExampleValues.GetTopic(entity.Name, e.Name, version.Number);
        try
        {
            _data[(e, version)] = _examples.FindData(topic) is { } given ? [given] : ExampleData.Make(version, _examples);
        }
        catch (NotSupportedException exception)
        {
            _data[(e, version)] = [];
            _findings.Add(new EventHistoryFinding(
                e.Name,
                version.Number,
                topic,
                null,
                $"no example can be made, because {exception.Message}; give one for '{topic}', or for the converter by its name.",
                null));
        }
    }

    /// <summary>The fullest examples of events of a kind, the newest versions first.</summary>
    private IEnumerable<Example> FindAll(EventKind kind) =>
        from e in entity.Events
        where e.Kind == kind
        from version in e.Versions.Reverse()
        from data in _data[(e, version)].TakeLast(1)
        select new Example(ExampleValues.GetTopic(entity.Name, e.Name, version.Number), data);

    private void Check(LockedEvent e, LockedVersion version, Example[] beginnings)
    {
        bool isSound = true;
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (string data in _data[(e, version)])
        {
            isSound &= Check(new Example(ExampleValues.GetTopic(entity.Name, e.Name, version.Number), data), seen);
        }

        // What was stored under earlier names has the same data, so that only the names can be what isn't known any more.
        foreach (string data in isSound ? _data[(e, version)].TakeLast(1) : [])
        {
            foreach (string entityName in entity.FormerNames.Prepend(entity.Name))
            {
                foreach (string eventName in e.FormerNames.Prepend(e.Name).Where(name => name != e.Name || entityName != entity.Name))
                {
                    Check(new Example(ExampleValues.GetTopic(entityName, eventName, version.Number), data), seen);
                }
            }
        }

        bool Check(Example example, HashSet<string> seen)
        {
            Exception? problem = Decode(example, out string? difference);
            if (problem is null && difference is null && (e.Kind == EventKind.Creation || beginnings.Length > 0))
            {
                problem = ReplayAfter(e.Kind == EventKind.Creation ? [] : beginnings, example);
            }

            string? text = difference ?? (problem is null ? null : Describe(problem));
            if (text is not null && seen.Add(text))
            {
                _findings.Add(new EventHistoryFinding(e.Name, version.Number, example.Topic, example.Data, text, problem));
            }

            return text is null;
        }
    }

    /// <summary>What was thrown, down to the exception of the user's own code.</summary>
    private static string Describe(Exception problem) =>
        $"{problem.GetType().Name}: {problem.Message}{(problem.InnerException is { } inner ? $" ({Describe(inner)})" : "")}";

    private static Exception? Decode(Example example, out string? difference)
    {
        difference = null;
        try
        {
            SequencedItem item = example.ToItem(s_id, 0);
            if (!T.DecodeAll(item).SequenceEqual(T.DecodeAll(item)))
            {
                difference = "it comes out different when it is read again, so that its upcast depends on more than the old event.";
            }

            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }

    /// <summary>Tries a history that is as short as can be, then one with another event before the last.</summary>
    private Exception? ReplayAfter(Example[] beginning, Example example)
    {
        if (Replay([.. beginning, example]) is not { } problem)
        {
            return null;
        }

        return beginning.Length > 0 && FindAll(EventKind.Change).Any(other => Replay([.. beginning, other, example]) is null)
            ? null
            : problem;
    }

    private static Exception? Replay(Example[] history)
    {
        try
        {
            using InMemoryDatastore datastore = InMemoryDatastore.Open();
            datastore.ActiveRecordStrategy.Append([.. history.Select(static (example, i) => example.ToItem(s_id, i))]);
            using EventSourcedApplication app = new(datastore);
            app.Repository<T>().Get(s_id, history.Length);
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }

    private sealed record Example(string Topic, string Data)
    {
        public SequencedItem ToItem(Guid id, long position) => new(id, position, Topic, Encoding.UTF8.GetBytes(Data))
        {
            Timestamp = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero).AddSeconds(position),
        };
    }
}
