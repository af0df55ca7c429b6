namespace EsGen.LiteDB;

/// <summary>What LiteDB takes for one of its files: whole pages at positions. LiteDB locks it for every call.</summary>
internal abstract class PageStream : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => true;

    public override long Position { get; set; }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override int Read(byte[] buffer, int offset, int count)
    {
        ReadPage(WholePage(buffer, offset, count));
        Position += count;
        return count;
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        WritePage(WholePage(buffer, offset, count));
        Position += count;
    }

    protected abstract void ReadPage(Span<byte> page);

    protected abstract void WritePage(ReadOnlySpan<byte> page);

    private Span<byte> WholePage(byte[] buffer, int offset, int count) =>
        count == DataPage.Length && Position % DataPage.Length == 0
            ? buffer.AsSpan(offset, count)
            : throw new NotSupportedException($"LiteDB asked for {count} bytes at {Position}, which isn't a page.");
}
