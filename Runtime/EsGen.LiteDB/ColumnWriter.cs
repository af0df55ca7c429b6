namespace EsGen.LiteDB;

/// <summary>Writes numbers and bytes one behind the other.</summary>
internal ref struct ColumnWriter(Span<byte> bytes)
{
    private const int Bits = 7;
    private const ulong More = 1 << Bits;

    private readonly Span<byte> _bytes = bytes;

    public int Length { get; private set; }

    /// <summary>The next bytes, to be written.</summary>
    public Span<byte> Take(int length)
    {
        var taken = _bytes.Slice(Length, length);
        Length += length;
        return taken;
    }

    public void Write(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Take(bytes.Length));

    public void Write(int count) => Write((ulong)count);

    /// <summary>
    /// Writes what a number is more than another, so that small differences of either sign take few bytes; returns the number.
    /// </summary>
    public long WriteDifference(long value, long previous)
    {
        var difference = unchecked(value - previous);
        Write((ulong)((difference << 1) ^ (difference >> 63)));
        return value;
    }

    private void Write(ulong value)
    {
        for (; value >= More; value >>= Bits)
        {
            _bytes[Length++] = (byte)(value | More);
        }

        _bytes[Length++] = (byte)value;
    }
}
