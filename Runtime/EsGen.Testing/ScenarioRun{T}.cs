namespace EsGen.Testing;

/// <summary>One run of a scenario: what was given, what the commands made of it, and whether that is as expected.</summary>
internal sealed class ScenarioRun<T>
    where T : class, IEventSourced<T>
{
    private static readonly Guid s_id = new("01900000-0000-7000-8000-000000000001");

    private readonly List<Func<T, Task>> _commands = [];
    private readonly List<SequencedItem> _given = [];
    private readonly T _entity;
    private readonly int _pendingBefore;
    private Exception? _thrown;
    private string? _changeByThrowing;
    private string? _brokenLaw;
    private bool _hasRun;

    public ScenarioRun(IReadOnlyList<IDomainEvent> events)
    {
        T? entity = null;
        foreach (IDomainEvent e in events)
        {
            SequencedItem item = T.Encode(e, new EventContext(s_id, _given.Count, DateTimeOffset.UnixEpoch));
            entity = T.Replay(entity, item);
            _given.Add(item);
        }

        _entity = entity!;
    }

    public ScenarioRun(Func<T> make)
    {
        _entity = make() ?? throw new ArgumentException("Given made nothing.", nameof(make));
        _given.AddRange(_entity.Recorder.GetPendingItems());
        _pendingBefore = _given.Count;
        if (_entity.Version != _given.Count)
        {
            throw new ArgumentException(
                $"What Given made is a {T.Description.Name} with a past; make one with new, or give its events.",
                nameof(make));
        }
    }

    private IReadOnlyList<SequencedItem> NewItems => [.. _entity.Recorder.GetPendingItems().Skip(_pendingBefore)];

    public void Add(Func<T, Task> command)
    {
        if (_hasRun)
        {
            throw new InvalidOperationException("The scenario has run already: call its commands before what is expected.");
        }

        _commands.Add(command);
    }

    public async Task RunAsync()
    {
        if (_hasRun)
        {
            return;
        }

        _hasRun = true;
        foreach (Func<T, Task> command in _commands)
        {
            StateText before = StateText.Of(_entity);
            try
            {
                await command(_entity).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                _thrown = exception;
                _changeByThrowing = _entity.IsFaulted
                    ? "the When… of its event threw, so that the event was made and can never be replayed."
                    : StateText.FindDifference(before, "before the command", StateText.Of(_entity), "after it");
                break;
            }
        }

        _brokenLaw = ScenarioLaws.FindBroken(_entity, [.. _given, .. NewItems], _thrown is not null && _entity.IsFaulted);
    }

    public void ExpectEvents(IReadOnlyList<IDomainEvent> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        if (_thrown is not null)
        {
            throw Unexpected();
        }

        IReadOnlyList<IDomainEvent> happened = [.. _entity.PendingEvents.Skip(_pendingBefore)];
        Conclude(events.SequenceEqual(happened)
            ? null
            : $"{T.Description.Name}: what happened is not what was expected.\n\n{EventText.SideBySide<T>(events, happened)}");
    }

    public void ExpectThrown<TException>(string? message)
        where TException : Exception
    {
        if (_thrown is null)
        {
            string happened = string.Join(
                "\n",
                _entity.PendingEvents.Skip(_pendingBefore).Select(static e => "  " + EventText.Of<T>(e)).DefaultIfEmpty("  nothing"));
            Conclude($"{T.Description.Name}: {typeof(TException).Name} was expected, and no command threw. What happened:\n\n{happened}");
            return;
        }

        if (_thrown is not TException || (message is not null && !_thrown.Message.Contains(message, StringComparison.Ordinal)))
        {
            throw new ScenarioException(
                $"{T.Description.Name}: {typeof(TException).Name}{(message is null ? "" : $" with '{message}'")} was expected, "
                    + $"and {_thrown.GetType().Name} was thrown: {_thrown.Message}",
                _thrown);
        }

        Conclude(null);
    }

    public void ExpectState(Action<T> assert)
    {
        if (_thrown is not null)
        {
            throw Unexpected();
        }

        assert(_entity);
        Conclude(null);
    }

    private ScenarioException Unexpected() =>
        new($"{T.Description.Name}: a command threw {_thrown!.GetType().Name}: {_thrown.Message}", _thrown);

    private void Conclude(string? failure)
    {
        string? law = _brokenLaw
            ?? (_changeByThrowing is null
                ? null
                : $"{T.Description.Name}: a command that throws must change nothing, but {_changeByThrowing}");
        string message = string.Join("\n\n", new[] { failure, law }.OfType<string>());
        if (message.Length > 0)
        {
            throw new ScenarioException(message);
        }
    }
}
