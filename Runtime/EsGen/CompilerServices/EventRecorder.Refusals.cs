namespace EsGen.CompilerServices;

/// <content>What can be against an event, and what is said then.</content>
public sealed partial class EventRecorder
{
    /// <summary>Throws if nothing may happen to the instance: every command starts with this.</summary>
    public void EnsureWritable()
    {
        EnsurePresent();
        if (_holder != Free || _isMutating)
        {
            throw InUse();
        }

        EnsureAlive();
    }

    /// <summary>Throws if the entity was created already: a creating event is raised on a new instance only.</summary>
    /// <param name="eventName">The name of the creating event.</param>
    public void EnsureNew(string eventName)
    {
        if (Version > 0)
        {
            throw new InvalidOperationException($"{_description.Name} {Id} exists already, so {eventName} can't happen to it.");
        }
    }

    /// <summary>Throws if the instance shows the past.</summary>
    internal void EnsurePresent()
    {
        if (_isReadOnly)
        {
            throw new InvalidOperationException(
                $"This instance of {_description.Name} {Id} shows version {Version} and is read-only. Get the present one from the "
                    + "repository to change it.");
        }
    }

    /// <summary>Throws if nothing can happen to the instance any more.</summary>
    private void EnsureAlive()
    {
        // Before the discard, which may be the very event that failed to be stored.
        if (IsFaulted)
        {
            throw new EntityFaultedException(_description.Name, Id);
        }

        if (IsDiscarded)
        {
            throw new EntityDiscardedException(_description.Name, Id);
        }

        _sink?.EnsureOpen();
    }

    /// <summary>Throws if another thread is recording an event.</summary>
    private void EnsureNotShared()
    {
        int holder = _holder;
        if (holder > Free && holder != Environment.CurrentManagedThreadId)
        {
            throw Shared();
        }
    }

    private InvalidOperationException InUse() => _holder switch
    {
        BeingSaved => new($"{_description.Name} {Id} is being saved. Await the save before the next command."),
        var holder when holder != Free && holder != Environment.CurrentManagedThreadId => Shared(),
        _ when _isMutating =>
            new($"An event of {_description.Name} {Id} is being applied. A When method only changes state; raise events in commands."),
        Free => Shared(), // It was another thread's a moment ago.
        _ => new($"An event of {_description.Name} {Id} is being recorded. Call the next command when this one has returned."),
    };

    private InvalidOperationException Shared() => new(
        $"{_description.Name} {Id} is used by two threads at once. An instance is for one thread at a time: let each load its own, or act "
            + "in Update.");

    private string? GetReasonAgainst(EventKind kind, in EventContext context) => this switch
    {
        _ when context.Id != Id => $"it belongs to another entity than {_description.Name} {Id}.",
        { IsDiscarded: true } => $"{_description.Name} was discarded by the event before it.",
        _ when context.Position != Version => $"the next position of {_description.Name} is {Version}, so events are missing or repeated.",
        { Version: 0 } when kind != EventKind.Creation && _splitEvents is not > 0 =>
            $"the history of {_description.Name} must begin with the event that creates it.",
        _ when kind == EventKind.Creation && (Version > 0 || _splitEvents > 0) => $"{_description.Name} was created already.",
        _ => null,
    };
}
