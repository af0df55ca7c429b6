namespace EsGen.LiteDB;

/// <summary>Which piece of a damaged store: the blocks from one on, a whole page, or the page of a frame of the log.</summary>
/// <param name="Number">The page, or the frame.</param>
/// <param name="Slot">The block's place in the page, if it is a block.</param>
internal readonly record struct PieceAddress(uint Number, byte Slot)
{
    private const byte WholePage = byte.MaxValue;
    private const byte WholeFrame = byte.MaxValue - 1;

    public bool IsPage => Slot == WholePage;

    public bool IsFrame => Slot == WholeFrame;

    public static PieceAddress OfPage(uint id) => new(id, WholePage);

    public static PieceAddress OfFrame(long index) => new((uint)index, WholeFrame);
}
