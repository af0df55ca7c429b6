using System.Buffers.Binary;
using System.ComponentModel;
using System.Text;

namespace EsGen.CompilerServices;

/// <summary>Reads what <see cref="KeyWriter"/> wrote of a document's key.</summary>
/// <param name="key">The key.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct KeyReader(ReadOnlySpan<byte> key)
{
    private ReadOnlySpan<byte> _rest = key;

    /// <summary>Reads a GUID.</summary>
    public Guid ReadGuid() => new(Take(16), bigEndian: true);

    /// <summary>Reads a text.</summary>
    public string ReadString()
    {
        StringBuilder? parts = null;
        for (int i = 0; ; i++)
        {
            if (_rest[i] != 0)
            {
                continue;
            }

            bool isInside = _rest[i + 1] == 0xFF;
            string part = Encoding.UTF8.GetString(_rest[..(isInside ? i + 1 : i)]);
            _rest = _rest[(i + 2)..];
            if (!isInside)
            {
                return parts is null ? part : parts.Append(part).ToString();
            }

            (parts ??= new StringBuilder()).Append(part);
            i = -1;
        }
    }

    /// <summary>Reads a number.</summary>
    public byte ReadByte() => Take(1)[0];

    /// <summary>Reads a number.</summary>
    public sbyte ReadSByte() => (sbyte)(Take(1)[0] ^ 0x80);

    /// <summary>Reads a number.</summary>
    public short ReadInt16() => (short)(ReadUInt16() ^ 0x8000);

    /// <summary>Reads a number.</summary>
    public ushort ReadUInt16() => BinaryPrimitives.ReadUInt16BigEndian(Take(2));

    /// <summary>Reads a number.</summary>
    public int ReadInt32() => (int)ReadUInt32() ^ int.MinValue;

    /// <summary>Reads a number.</summary>
    public uint ReadUInt32() => BinaryPrimitives.ReadUInt32BigEndian(Take(4));

    /// <summary>Reads a number.</summary>
    public long ReadInt64() => (long)ReadUInt64() ^ long.MinValue;

    /// <summary>Reads a number.</summary>
    public ulong ReadUInt64() => BinaryPrimitives.ReadUInt64BigEndian(Take(8));

    /// <summary>Reads a number.</summary>
    public Int128 ReadInt128() => (Int128)ReadUInt128() ^ Int128.MinValue;

    /// <summary>Reads a number.</summary>
    public UInt128 ReadUInt128() => BinaryPrimitives.ReadUInt128BigEndian(Take(16));

    /// <summary>Reads a day.</summary>
    public DateOnly ReadDateOnly() => DateOnly.FromDayNumber(ReadInt32());

    private ReadOnlySpan<byte> Take(int size)
    {
        ReadOnlySpan<byte> taken = _rest[..size];
        _rest = _rest[size..];
        return taken;
    }
}
