namespace EsGen.LiteDB;

/// <summary>Bytes that lay one behind the other: a document, or what is left of one, or a page.</summary>
internal sealed class SalvagedPiece
{
    private readonly byte[] _bytes;
    private readonly int? _firstOffset;
    private readonly TopicCache _topics;

    // Where the last block or event ends whose checksum holds.
    private readonly int? _end;

    /// <param name="bytes">The bytes.</param>
    /// <param name="isBeginning">Whether it begins as a document does.</param>
    /// <param name="isAsWritten">Whether all pages that it is from are as they were written.</param>
    /// <param name="topics">The strings of topics.</param>
    public SalvagedPiece(byte[] bytes, bool isBeginning, bool isAsWritten, TopicCache topics)
    {
        _bytes = bytes;
        Length = bytes.Length;
        _topics = topics;
        IsWholeDocument = isBeginning && isAsWritten;
        _firstOffset = isBeginning ? EventBlock.FirstOffsetIn(bytes) : null;
        for (var offset = _firstOffset ?? 0; offset < bytes.Length;)
        {
            if (StoredBlock.TryRead(bytes, offset, topics, out var length) is { } block)
            {
                Events.AddRange(block);
                Length += block.Content == bytes ? 0 : block.Length;
                _end = offset += length;
            }
            else if (FormatThreeBlock.TryReadEvent(bytes, offset, topics, out length) is { } entry)
            {
                Events.Add(new EventBlock([entry], bytes)[0]);
                _end = offset += length;
            }
            else
            {
                offset++;
            }
        }
    }

    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>The events in it whose checksum holds, wherever they are.</summary>
    public List<PackedEvent> Events { get; } = [];

    /// <summary>How many bytes of memory it takes.</summary>
    public long Length { get; private set; }

    public bool IsWholeDocument { get; }

    /// <summary>The events of a block that is cut off at the end of the piece, as far as it says and can be relied on.</summary>
    public EventEntry[] CutOff() =>
        IsWholeDocument && (_end ?? _firstOffset) is { } start && start < _bytes.Length
            ? StoredBlock.TryReadCutOff(_bytes, start, _topics)
            : [];
}
