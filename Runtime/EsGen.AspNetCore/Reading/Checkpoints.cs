using EsGen.CompilerServices;

namespace EsGen.AspNetCore.Reading;

/// <summary>
/// The states of one stream at some of its versions, from which a replay can go on: at even distances, which double when they have become
/// too large together.
/// </summary>
/// <param name="kind">The kind of entity.</param>
/// <param name="maxBytes">How large they may be together.</param>
internal sealed class Checkpoints(EventSourcedAttribute kind, long maxBytes)
{
    private const int FirstDistance = 256;

    private readonly SortedList<long, ReadOnlyMemory<byte>> _states = [];
    private long _bytes;

    /// <summary>One replays at a time: whoever comes second finds what the first one has made.</summary>
    public SemaphoreSlim Turn { get; } = new(1);

    public EventSourcedAttribute Kind => kind;

    /// <summary>How many versions lie between two; it only grows.</summary>
    public long Distance { get; private set; } = FirstDistance;

    public int Count => _states.Count;

    /// <summary>The newest one at or below a version, as an instance of its own; null if there is none.</summary>
    public IEventSourced? Restore(long version)
    {
        for (long at = version - (version % Distance); at > 0; at -= Distance)
        {
            if (_states.TryGetValue(at, out ReadOnlyMemory<byte> state))
            {
                return kind.Restore(state);
            }
        }

        return null;
    }

    /// <summary>Takes a state over, if it is at its place and can be restored.</summary>
    public void Note(IEventSourced entity)
    {
        if (entity.Version % Distance != 0 || _states.ContainsKey(entity.Version))
        {
            return;
        }

        ReadOnlyMemory<byte> state;
        try
        {
            state = kind.WriteState(entity);
        }
        catch (ArgumentException)
        {
            // A copy would lose something of it. It can be shown all the same, and is replayed each time.
            return;
        }

        _states.Add(entity.Version, state);
        _bytes += state.Length;
        while (_bytes > maxBytes && _states.Count > 0)
        {
            Thin();
        }
    }

    private void Thin()
    {
        Distance *= 2;
        foreach (long version in _states.Keys.Where(version => version % Distance != 0).ToArray())
        {
            _bytes -= _states[version].Length;
            _states.Remove(version);
        }
    }
}
