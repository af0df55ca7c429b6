namespace EsGen.LiteDB;

/// <summary>
/// The highest positions of the sequences last appended to, or those up to which they are in closed blocks. A position above it is free, or
/// in no block; whether one below it is, only the database knows.
/// </summary>
/// <remarks>Two generations instead of a list in order of use: when the younger one is full the older one is dropped.</remarks>
internal sealed class LastPositionCache
{
    private const int GenerationSize = 1 << 15;

    private Dictionary<Guid, long?> _younger = [];
    private Dictionary<Guid, long?> _older = [];

    /// <param name="sequenceId">The sequence.</param>
    /// <param name="head">Its highest position; null if it has no items.</param>
    /// <returns>Whether the cache knows.</returns>
    public bool TryGet(Guid sequenceId, out long? head)
    {
        if (_younger.TryGetValue(sequenceId, out head))
        {
            return true;
        }

        if (!_older.Remove(sequenceId, out head))
        {
            return false;
        }

        Set(sequenceId, head);
        return true;
    }

    public void Set(Guid sequenceId, long? head)
    {
        if (_younger.Count >= GenerationSize)
        {
            _older = _younger;
            _younger = [];
        }

        _younger[sequenceId] = head;
    }

    /// <summary>Takes note of a position that was stored.</summary>
    public void Raise(Guid sequenceId, long position)
    {
        if (TryGet(sequenceId, out var head) && (head is null || head < position))
        {
            Set(sequenceId, position);
        }
    }
}
