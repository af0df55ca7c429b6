namespace EsGen.LiteDB;

/// <summary>The blocks of the sequences last read from the beginning, all of each: who loads an entity, often loads it again soon.</summary>
/// <remarks>Two generations instead of a list in order of use: when the younger one is full the older one is dropped.</remarks>
internal sealed class SequenceCache
{
    /// <summary>How long a sequence may be to be kept.</summary>
    public const int MaxSequenceLength = 1 << 20;

    private const int GenerationLength = 4 << 20;

    // The dictionary's share of a sequence, which may have no blocks at all.
    private const int EntryLength = 100;

    private Dictionary<Guid, EventBlock[]> _younger = [];
    private Dictionary<Guid, EventBlock[]> _older = [];
    private int _youngerLength;

    /// <summary>The blocks of a sequence in order, or null if it isn't here.</summary>
    public EventBlock[]? Get(Guid sequenceId)
    {
        if (!_younger.TryGetValue(sequenceId, out var blocks) && _older.Remove(sequenceId, out blocks))
        {
            Set(sequenceId, blocks);
        }

        return blocks;
    }

    public void Set(Guid sequenceId, EventBlock[] blocks)
    {
        if (_youngerLength > GenerationLength)
        {
            (_older, _younger) = (_younger, []);
            _youngerLength = 0;
        }

        _younger[sequenceId] = blocks;
        _youngerLength += EntryLength + blocks.Sum(static block => block.Length);
    }

    /// <summary>Forgets a sequence whose blocks change.</summary>
    public void Remove(Guid sequenceId)
    {
        _younger.Remove(sequenceId);
        _older.Remove(sequenceId);
    }
}
