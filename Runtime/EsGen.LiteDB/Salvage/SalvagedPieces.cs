using System.Buffers;

namespace EsGen.LiteDB;

/// <summary>The documents of a damaged store as far as their chains of blocks hold, and the rest of those that have lost a page.</summary>
internal sealed class SalvagedPieces(SalvagedPages pages)
{
    // More than the largest document has.
    private const int MaxBlocks = 2100;
    private const long MaxCachedLength = 32 << 20;

    private readonly byte[] _page = new byte[DataPage.Length];
    private readonly Dictionary<PieceAddress, SalvagedPiece> _cached = [];
    private readonly Queue<PieceAddress> _oldest = new();
    private readonly TopicCache _topics = new();
    private long _cachedLength;

    /// <summary>All of them; together they have every byte of every page of data.</summary>
    public IEnumerable<PieceAddress> All(CancellationToken cancellationToken)
    {
        var continuations = FindContinuations(cancellationToken);
        var page = new byte[DataPage.Length];
        for (var id = 1u; id < pages.Count; id++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var isWhole = pages.TryRead(id, page);
            for (var slot = 0; slot < DataBlock.SlotsOf(page); slot++)
            {
                if (DataBlock.Read(page, slot) is { } block
                    && !(block.IsContinuation && continuations.Contains(new DataBlock.Address(id, (byte)slot))))
                {
                    yield return new PieceAddress(id, (byte)slot);
                }
            }

            if (!isWhole)
            {
                yield return PieceAddress.OfPage(id);
            }
        }

        foreach (var frame in pages.DamagedFrames)
        {
            yield return PieceAddress.OfFrame(frame);
        }
    }

    /// <summary>Reads a piece; again from memory, if that was not long ago.</summary>
    public SalvagedPiece Read(PieceAddress address)
    {
        if (_cached.TryGetValue(address, out var known))
        {
            return known;
        }

        var piece = ReadAnew(address);
        _cached.Add(address, piece);
        _oldest.Enqueue(address);
        _cachedLength += piece.Length;
        while (_cachedLength > MaxCachedLength && _oldest.Count > 1)
        {
            _cached.Remove(_oldest.Dequeue(), out var oldest);
            _cachedLength -= oldest!.Length;
        }

        return piece;
    }

    /// <summary>The blocks that a block of a whole page leads to: those are no beginnings of pieces.</summary>
    private HashSet<DataBlock.Address> FindContinuations(CancellationToken cancellationToken)
    {
        HashSet<DataBlock.Address> continuations = [];
        for (var id = 1u; id < pages.Count; id++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (pages.TryRead(id, _page))
            {
                for (var slot = 0; slot < DataBlock.SlotsOf(_page); slot++)
                {
                    if (DataBlock.Read(_page, slot) is { Next: { } next })
                    {
                        continuations.Add(next);
                    }
                }
            }
        }

        return continuations;
    }

    private SalvagedPiece ReadAnew(PieceAddress address)
    {
        if (address.IsFrame || address.IsPage)
        {
            _ = address.IsFrame ? pages.TryReadFrame(address.Number, _page) : pages.TryRead(address.Number, _page);
            return new SalvagedPiece([.. _page], isBeginning: false, isAsWritten: false, _topics);
        }

        ArrayBufferWriter<byte> bytes = new(DataPage.Length);
        var (isBeginning, isAsWritten) = (false, true);
        DataBlock.Address? next = new DataBlock.Address(address.Number, address.Slot);
        for (var count = 0; next is { } place && place.Page < pages.Count && count < MaxBlocks; count++)
        {
            var isWhole = pages.TryRead(place.Page, _page);
            if (DataBlock.Read(_page, place.Slot) is not { } block || (count > 0 && !block.IsContinuation))
            {
                break;
            }

            isBeginning |= count == 0 && !block.IsContinuation;
            isAsWritten &= isWhole;
            bytes.Write(_page.AsSpan()[block.Content]);
            next = block.Next;
        }

        return new SalvagedPiece(bytes.WrittenSpan.ToArray(), isBeginning, isAsWritten, _topics);
    }
}
