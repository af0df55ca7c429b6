namespace EsGen.LiteDB;

/// <summary>
/// Reads what <see cref="ColumnWriter"/> has written. Of anything else, it is broken at some time, and never reads beyond the end.
/// </summary>
internal ref struct ColumnReader(ReadOnlySpan<byte> bytes)
{
    private const int Bits = 7;
    private const int More = 1 << Bits;
    private const int MaxBits = 64;

    private readonly ReadOnlySpan<byte> _bytes = bytes;

    public int Position { get; private set; }

    /// <summary>Whether it has come upon something that can't have been written. What it has read since is nothing.</summary>
    public bool IsBroken { get; private set; }

    public readonly bool IsAtEnd => Position == _bytes.Length;

    public readonly ReadOnlySpan<byte> Rest => _bytes[Position..];

    public void Break() => IsBroken = true;

    public ReadOnlySpan<byte> Take(int length)
    {
        if (IsBroken || length > _bytes.Length - Position)
        {
            IsBroken = true;
            return [];
        }

        var taken = _bytes.Slice(Position, length);
        Position += length;
        return taken;
    }

    /// <summary>A number from 0 to a largest; 0 if it isn't.</summary>
    public int ReadCount(int max)
    {
        var value = Read();
        if (value <= (ulong)max)
        {
            return (int)value;
        }

        IsBroken = true;
        return 0;
    }

    /// <summary>A number that was written as a difference.</summary>
    public long ReadDifference(long previous)
    {
        var value = Read();
        return unchecked(previous + ((long)(value >> 1) ^ -(long)(value & 1)));
    }

    private ulong Read()
    {
        if (Position < _bytes.Length && _bytes[Position] is < More and var single)
        {
            Position++;
            return single;
        }

        return ReadLong();
    }

    private ulong ReadLong()
    {
        var value = 0ul;
        for (var shift = 0; shift < MaxBits && Position < _bytes.Length; shift += Bits)
        {
            var next = _bytes[Position++];
            value |= (ulong)(next & (More - 1)) << shift;
            if (next < More)
            {
                return value;
            }
        }

        IsBroken = true;
        return 0;
    }
}
