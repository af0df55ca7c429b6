using System.ComponentModel;
using System.Text;

namespace EsGen.CompilerServices;

/// <summary>
/// Writes values as bytes that sort as the values do: the keys of a read model's documents, and the entries of its indexes. No value's
/// bytes are the beginning of another's, so that several values in a row sort by the first one, then by the next.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed partial class KeyWriter
{
    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private byte[] _buffer = new byte[64];

    /// <summary>How many bytes are written.</summary>
    public int Length { get; private set; }

    /// <summary>What is written.</summary>
    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, Length);

    internal void Truncate(int length) => Length = length;

    /// <summary>Starts again.</summary>
    public void Clear() => Length = 0;

    /// <summary>What is written, in an array of its own.</summary>
    public byte[] ToKey() => Written.ToArray();

    /// <summary>Writes what comes before all values.</summary>
    public void WriteNull() => Take(1)[0] = 0;

    /// <summary>Begins a value where there could be null.</summary>
    public void WritePresent() => Take(1)[0] = 1;

    /// <summary>Writes bytes as they are.</summary>
    /// <param name="bytes">The bytes.</param>
    public void WriteRaw(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Take(bytes.Length));

    /// <summary>Writes a text; texts sort by code point.</summary>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentException">The text is no Unicode: it has half of a surrogate pair.</exception>
    public void WriteString(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        int most = s_utf8.GetMaxByteCount(value.Length);
        byte[] utf8 = System.Buffers.ArrayPool<byte>.Shared.Rent(most);
        int length = s_utf8.GetBytes(value, utf8);
        foreach (byte b in utf8.AsSpan(0, length))
        {
            Take(1)[0] = b;
            if (b == 0)
            {
                // Zero ends the text, so that one in it is followed by what sorts behind the end.
                Take(1)[0] = 0xFF;
            }
        }

        Take(2).Clear();
        System.Buffers.ArrayPool<byte>.Shared.Return(utf8);
    }

    /// <summary>Writes a GUID; GUIDs sort by their text.</summary>
    /// <param name="value">The value.</param>
    public void WriteGuid(Guid value) => value.TryWriteBytes(Take(16), bigEndian: true, out _);

    /// <summary>Writes a truth value.</summary>
    /// <param name="value">The value.</param>
    public void WriteBoolean(bool value) => Take(1)[0] = value ? (byte)1 : (byte)0;

    /// <summary>Writes a member of an enum; they sort by number.</summary>
    /// <typeparam name="T">The enum.</typeparam>
    /// <param name="value">The value.</param>
    public void WriteEnum<T>(T value)
        where T : struct, Enum
    {
        if (Enum.GetUnderlyingType(typeof(T)) == typeof(ulong))
        {
            WriteUInt64((ulong)(object)value);
            return;
        }

        WriteInt64(Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>What begins with these bytes comes before this; null if nothing sorts behind it.</summary>
    /// <param name="prefix">The bytes.</param>
    public static byte[]? GetEnd(ReadOnlySpan<byte> prefix)
    {
        int length = prefix.Length;
        while (length > 0 && prefix[length - 1] == 0xFF)
        {
            length--;
        }

        if (length == 0)
        {
            return null;
        }

        byte[] end = prefix[..length].ToArray();
        end[^1]++;
        return end;
    }

    private Span<byte> Take(int size)
    {
        if (_buffer.Length - Length < size)
        {
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, Length + size));
        }

        Span<byte> taken = _buffer.AsSpan(Length, size);
        Length += size;
        return taken;
    }
}
