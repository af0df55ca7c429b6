namespace EsGen.LiteDB;

/// <summary>
/// The blocks of the sequences last read from the beginning, all of each: who loads an entity, often loads it again soon.
/// </summary>
/// <remarks>
/// Two generations instead of a list in order of use: when the younger one is full the older one is dropped. Together they have at most
/// twice the length of a generation and of the sequence that made it full.
/// </remarks>
internal sealed class SequenceCache
{
    /// <summary>How long a sequence may be to be kept.</summary>
    public const int MaxSequenceLength = 1 << 20;

    private const int GenerationLength = 4 << 20;

    // The dictionary's share of a sequence, which may have no blocks at all.
    private const int EntryLength = 100;

    // Null: too long to be kept, which is worth knowing.
    private Dictionary<Guid, EventBlock[]?> _younger = [];
    private Dictionary<Guid, EventBlock[]?> _older = [];
    private int _youngerLength;

    /// <summary>About how many bytes of memory the younger generation takes.</summary>
    public int YoungerLength => _youngerLength;

    /// <summary>The blocks of a sequence in order, or null if it is too long to be kept; false if it isn't here.</summary>
    public bool TryGet(Guid sequenceId, out EventBlock[]? blocks)
    {
        if (_younger.TryGetValue(sequenceId, out blocks))
        {
            return true;
        }

        if (!_older.Remove(sequenceId, out blocks))
        {
            return false;
        }

        Set(sequenceId, blocks);
        return true;
    }

    /// <param name="sequenceId">The sequence.</param>
    /// <param name="blocks">All of its blocks in order; null if they are longer than <see cref="MaxSequenceLength"/>.</param>
    public void Set(Guid sequenceId, EventBlock[]? blocks)
    {
        Forget(sequenceId);
        if (_youngerLength > GenerationLength)
        {
            (_older, _younger) = (_younger, []);
            _youngerLength = 0;
        }

        _younger[sequenceId] = blocks;
        _youngerLength += LengthOf(blocks);
    }

    /// <summary>Takes note that the blocks of a sequence change. One that is too long stays that.</summary>
    public void Remove(Guid sequenceId)
    {
        if (TryGet(sequenceId, out var blocks) && blocks is not null)
        {
            Forget(sequenceId);
        }
    }

    private static int LengthOf(EventBlock[]? blocks) => EntryLength + (blocks?.Sum(static block => block.Length) ?? 0);

    private void Forget(Guid sequenceId)
    {
        if (_younger.Remove(sequenceId, out var blocks))
        {
            _youngerLength -= LengthOf(blocks);
        }

        _older.Remove(sequenceId);
    }
}
