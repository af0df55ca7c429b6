namespace EsGen.LiteDB;

/// <summary>Bytes that lay one behind the other: a document, or what is left of one, or a page.</summary>
/// <param name="Bytes">The bytes.</param>
/// <param name="IsBeginning">Whether it begins as a document does.</param>
/// <param name="IsAsWritten">Whether all pages that it is from are as they were written.</param>
internal readonly record struct SalvagedPiece(byte[] Bytes, bool IsBeginning, bool IsAsWritten)
{
    /// <summary>The events in it whose checksum holds, and whether it is known of each where it begins; wherever they are.</summary>
    public IEnumerable<PackedEvent> Events()
    {
        for (var offset = FirstOffset ?? 0; offset < Bytes.Length;)
        {
            if (PackedEvent.TryRead(Bytes, offset) is { } packed)
            {
                yield return packed;
                offset += packed.Length;
            }
            else
            {
                offset++;
            }
        }
    }

    /// <summary>An event that is cut off at the end of the piece; null if none is, or if it can't be relied on.</summary>
    /// <param name="last">The last one that isn't.</param>
    public PackedEvent? CutOff(PackedEvent? last)
    {
        var offset = last is { } packed ? packed.Offset + packed.Length : FirstOffset;
        return IsAsWritten && offset is { } start ? PackedEvent.TryReadCutOff(Bytes, start) : null;
    }

    /// <summary>Where the first event is, if the piece is a document of events from its beginning on.</summary>
    private int? FirstOffset => IsBeginning ? EventBlock.FirstOffsetIn(Bytes) : null;
}
