namespace EsGen.LiteDB;

/// <summary>Where the events are that were found, by their notification ids: about twelve bytes of memory an event.</summary>
internal sealed class SalvagedIndex
{
    private const int ChunkLength = 1024;

    // In order, and only for ids that there are: damage can make them as large as it likes.
    private readonly SortedDictionary<long, Place[]> _chunks = [];

    /// <summary>The highest id; 0 if there is none.</summary>
    public long LastId { get; private set; }

    /// <param name="id">The event.</param>
    /// <param name="place">Where a copy of it is.</param>
    /// <param name="isPreferred">Whether to take this copy rather than another.</param>
    public void Add(long id, Place place, bool isPreferred)
    {
        if (!_chunks.TryGetValue(id / ChunkLength, out var chunk))
        {
            _chunks.Add(id / ChunkLength, chunk = new Place[ChunkLength]);
        }

        ref var known = ref chunk[id % ChunkLength];
        if (known == default || isPreferred)
        {
            known = place;
        }

        LastId = Math.Max(LastId, id);
    }

    /// <summary>All events in order.</summary>
    public IEnumerable<(long Id, Place Place)> All()
    {
        foreach (var (number, chunk) in _chunks)
        {
            for (var index = 0; index < chunk.Length; index++)
            {
                if (chunk[index] != default)
                {
                    yield return ((number * ChunkLength) + index, chunk[index]);
                }
            }
        }
    }

    /// <summary>
    /// A place in one of the pieces that <see cref="SalvagedPieces"/> reads; the default is none, because page 0 has no events.
    /// </summary>
    /// <param name="Piece">Which piece.</param>
    /// <param name="Index">Which of its events it is.</param>
    internal readonly record struct Place(PieceAddress Piece, int Index);
}
