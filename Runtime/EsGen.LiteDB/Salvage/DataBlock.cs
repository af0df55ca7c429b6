using System.Buffers.Binary;

namespace EsGen.LiteDB;

/// <summary>A part of a document as LiteDB has it in a page of data: a document is a chain of them.</summary>
/// <param name="Content">Where in the page its bytes are.</param>
/// <param name="IsContinuation">Whether another one comes before it.</param>
/// <param name="Next">The one that comes after it; null if it is the last.</param>
internal readonly record struct DataBlock(Range Content, bool IsContinuation, DataBlock.Address? Next)
{
    // What follows the places of all blocks of a page is as much, backwards from its end.
    private const int SlotLength = 4;
    private const int HighestSlotOffset = 30;
    private const int PageHeaderLength = 32;
    private const int NextPageOffset = 1;
    private const int NextSlotOffset = 5;
    private const int HeaderLength = 6;
    private const byte NoSlot = byte.MaxValue;

    /// <summary>How many places for blocks a page has, some of them maybe empty; none if it isn't a page of data.</summary>
    public static int SlotsOf(ReadOnlySpan<byte> page) =>
        DataPage.IsData(page) && page[HighestSlotOffset] != NoSlot ? page[HighestSlotOffset] + 1 : 0;

    /// <summary>The block in a place of a page; null if it is empty, or can't be one.</summary>
    public static DataBlock? Read(ReadOnlySpan<byte> page, int slot)
    {
        var place = DataPage.Length - ((slot + 1) * SlotLength);
        if (slot >= SlotsOf(page) || place < PageHeaderLength)
        {
            return null;
        }

        var length = BinaryPrimitives.ReadUInt16LittleEndian(page[place..]);
        var offset = BinaryPrimitives.ReadUInt16LittleEndian(page[(place + sizeof(ushort))..]);
        if (offset < PageHeaderLength || length < HeaderLength || offset + length > DataPage.Length)
        {
            return null;
        }

        var block = page.Slice(offset, length);
        Address next = new(BinaryPrimitives.ReadUInt32LittleEndian(block[NextPageOffset..]), block[NextSlotOffset]);
        return new DataBlock((offset + HeaderLength)..(offset + length), block[0] != 0, next.Slot == NoSlot ? null : next);
    }

    /// <summary>Where a block is.</summary>
    internal readonly record struct Address(uint Page, byte Slot);
}
