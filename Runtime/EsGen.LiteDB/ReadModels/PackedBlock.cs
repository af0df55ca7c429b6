using System.Buffers.Binary;

namespace EsGen.LiteDB;

/// <summary>
/// Neighbouring entries of a tree, packed into as many bytes as fit into one page of LiteDB's: a block that changes is rewritten in place.
/// </summary>
/// <param name="data">The packed bytes: version, tree, how many entries, where they are, then the entries.</param>
internal readonly struct PackedBlock(byte[] data)
{
    /// <summary>How long a block is, unless a single entry is longer.</summary>
    public const int Size = 7_900;

    public const int HeaderSize = 16;
    private const int PlaceSize = 4;
    private const int LengthsSize = 8;

    public byte[] Data => data;

    /// <summary>The number of the commit that wrote it.</summary>
    public long Version => BinaryPrimitives.ReadInt64LittleEndian(data);

    public int Tree => BinaryPrimitives.ReadInt32LittleEndian(data.AsSpan(8));

    public int Count => BinaryPrimitives.ReadInt32LittleEndian(data.AsSpan(12));

    /// <summary>How many bytes an entry takes.</summary>
    public static int SizeOf(in BlockEntry entry) => PlaceSize + LengthsSize + entry.Key.Length + entry.Value.Length;

    /// <summary>Packs entries, which are in the order of their keys.</summary>
    public static PackedBlock Pack(long version, int tree, ReadOnlySpan<BlockEntry> entries)
    {
        var size = HeaderSize;
        foreach (ref readonly var entry in entries)
        {
            size += SizeOf(entry);
        }

        var data = new byte[Math.Max(size, Size)];
        BinaryPrimitives.WriteInt64LittleEndian(data, version);
        BinaryPrimitives.WriteInt32LittleEndian(data.AsSpan(8), tree);
        BinaryPrimitives.WriteInt32LittleEndian(data.AsSpan(12), entries.Length);
        var at = HeaderSize + (entries.Length * PlaceSize);
        for (var i = 0; i < entries.Length; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(data.AsSpan(HeaderSize + (i * PlaceSize)), at);
            BinaryPrimitives.WriteInt32LittleEndian(data.AsSpan(at), entries[i].Key.Length);
            BinaryPrimitives.WriteInt32LittleEndian(data.AsSpan(at + 4), entries[i].Value.Length);
            at += LengthsSize;
            entries[i].Key.Span.CopyTo(data.AsSpan(at));
            at += entries[i].Key.Length;
            entries[i].Value.Span.CopyTo(data.AsSpan(at));
            at += entries[i].Value.Length;
        }

        return new PackedBlock(data);
    }

    /// <summary>Whether the bytes can be a block at all: everything is where it says.</summary>
    public bool IsWhole()
    {
        if (data.Length < HeaderSize || Count < 0 || Count > (data.Length - HeaderSize) / PlaceSize)
        {
            return false;
        }

        for (var i = 0; i < Count; i++)
        {
            var at = GetPlace(i);
            if (at < HeaderSize
                || at > data.Length - LengthsSize
                || GetKeyLength(at) is var key && key < 0
                || GetValueLength(at) is var value && value < 0
                || (long)at + LengthsSize + key + value > data.Length)
            {
                return false;
            }
        }

        return true;
    }

    public BlockEntry this[int index]
    {
        get
        {
            var at = GetPlace(index);
            var keyLength = GetKeyLength(at);
            return new BlockEntry(
                data.AsMemory(at + LengthsSize, keyLength),
                data.AsMemory(at + LengthsSize + keyLength, GetValueLength(at)));
        }
    }

    /// <summary>The place of the first entry whose key isn't before this one.</summary>
    public int Find(ReadOnlySpan<byte> key)
    {
        var low = 0;
        var high = Count;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            var at = GetPlace(middle);
            if (data.AsSpan(at + LengthsSize, GetKeyLength(at)).SequenceCompareTo(key) < 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private int GetPlace(int index) => BinaryPrimitives.ReadInt32LittleEndian(data.AsSpan(HeaderSize + (index * PlaceSize)));

    private int GetKeyLength(int at) => BinaryPrimitives.ReadInt32LittleEndian(data.AsSpan(at));

    private int GetValueLength(int at) => BinaryPrimitives.ReadInt32LittleEndian(data.AsSpan(at + 4));
}
