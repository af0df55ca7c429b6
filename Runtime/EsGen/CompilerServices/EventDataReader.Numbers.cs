using System.Globalization;
using System.Text.Json;

namespace EsGen.CompilerServices;

public ref partial struct EventDataReader
{
    /// <summary>Reads a number.</summary>
    public byte ReadByte() => IsNumber() && _json.TryGetByte(out byte value) ? value : throw Expected("an integer of 8 bits without a sign");

    /// <summary>Reads a number.</summary>
    public sbyte ReadSByte() => IsNumber() && _json.TryGetSByte(out sbyte value) ? value : throw Expected("an integer of 8 bits");

    /// <summary>Reads a number.</summary>
    public short ReadInt16() => IsNumber() && _json.TryGetInt16(out short value) ? value : throw Expected("an integer of 16 bits");

    /// <summary>Reads a number.</summary>
    public ushort ReadUInt16() => IsNumber() && _json.TryGetUInt16(out ushort value) ? value : throw Expected("an integer of 16 bits without a sign");

    /// <summary>Reads a number.</summary>
    public int ReadInt32() => IsNumber() && _json.TryGetInt32(out int value) ? value : throw Expected("an integer of 32 bits");

    /// <summary>Reads a number.</summary>
    public uint ReadUInt32() => IsNumber() && _json.TryGetUInt32(out uint value) ? value : throw Expected("an integer of 32 bits without a sign");

    /// <summary>Reads a number.</summary>
    public long ReadInt64() => IsNumber() && _json.TryGetInt64(out long value) ? value : throw Expected("an integer of 64 bits");

    /// <summary>Reads a number.</summary>
    public ulong ReadUInt64() => IsNumber() && _json.TryGetUInt64(out ulong value) ? value : throw Expected("an integer of 64 bits without a sign");

    /// <summary>Reads a number.</summary>
    public float ReadSingle() =>
        IsNumber() && _json.TryGetSingle(out float value) && float.IsFinite(value) ? value : throw Expected("a number in the range of Single");

    /// <summary>Reads a number.</summary>
    public double ReadDouble() =>
        IsNumber() && _json.TryGetDouble(out double value) && double.IsFinite(value) ? value : throw Expected("a number in the range of Double");

    /// <summary>Reads a number with its scale. One that would have to be rounded is refused, and so is an exponent.</summary>
    public decimal ReadDecimal() =>
        IsNumber() && _json.TryGetDecimal(out decimal value) && IsExact(value, _json.ValueSpan) ? value : throw Expected("a number that Decimal holds exactly, without an exponent");

    private bool IsNumber() => Next() == JsonTokenType.Number;

    private static bool IsExact(decimal value, ReadOnlySpan<byte> digits)
    {
        Span<byte> buffer = stackalloc byte[32];
        ReadOnlySpan<byte> exact = value.TryFormat(buffer, out int length, default, CultureInfo.InvariantCulture) ? buffer[..length] : default;
        return exact.TrimStart((byte)'-').SequenceEqual(digits.TrimStart((byte)'-'));
    }
}
