using System.Globalization;
using System.Numerics;

namespace EsGen.CompilerServices;

public sealed partial class EventDataWriter
{
    /// <summary>More digits than any quantity has; parsing takes longer than the digits are worth from there on.</summary>
    internal const int MaxDigits = 10_000;

    /// <summary>Writes a number.</summary>
    /// <param name="value">The value.</param>
    public void WriteByte(byte value) => WriteNumber((uint)value);

    /// <summary>Writes a number.</summary>
    /// <param name="value">The value.</param>
    public void WriteSByte(sbyte value) => WriteNumber((int)value);

    /// <summary>Writes a number.</summary>
    /// <param name="value">The value.</param>
    public void WriteInt16(short value) => WriteNumber((int)value);

    /// <summary>Writes a number.</summary>
    /// <param name="value">The value.</param>
    public void WriteUInt16(ushort value) => WriteNumber((uint)value);

    /// <summary>Writes a number.</summary>
    /// <param name="value">The value.</param>
    public void WriteInt32(int value) => WriteNumber(value);

    /// <summary>Writes a number.</summary>
    /// <param name="value">The value.</param>
    public void WriteUInt32(uint value) => WriteNumber(value);

    /// <summary>Writes a number.</summary>
    /// <param name="value">The value.</param>
    public void WriteInt64(long value) => WriteNumber(value);

    /// <summary>Writes a number.</summary>
    /// <param name="value">The value.</param>
    public void WriteUInt64(ulong value) => WriteNumber(value);

    /// <summary>Writes a number.</summary>
    /// <param name="value">The value.</param>
    public void WriteInt128(Int128 value) => WriteNumber(value);

    /// <summary>Writes a number.</summary>
    /// <param name="value">The value.</param>
    public void WriteUInt128(UInt128 value) => WriteNumber(value);

    /// <summary>Writes a number of at most 10,000 digits.</summary>
    /// <param name="value">The value.</param>
    public void WriteBigInteger(BigInteger value)
    {
        string text = BigInteger.Abs(value).GetBitLength() <= MaxDigits * 4L ? value.ToString(CultureInfo.InvariantCulture) : "";
        if (text.Length is 0 || text.AsSpan().TrimStart('-').Length > MaxDigits)
        {
            throw Refusal($"is a number of more than {MaxDigits} digits", "Store it as byte[].");
        }

        Separate();
        _length += System.Text.Encoding.ASCII.GetBytes(text, GetFree(text.Length));
    }

    /// <summary>Writes a number in the fewest digits that give it back.</summary>
    /// <param name="value">The value.</param>
    public void WriteHalf(Half value)
    {
        RefuseUnlessFinite(Half.IsFinite(value));
        WriteNumber(value);
    }

    /// <summary>Writes a number in the fewest digits that give it back.</summary>
    /// <param name="value">The value.</param>
    public void WriteSingle(float value)
    {
        RefuseUnlessFinite(float.IsFinite(value));
        WriteNumber(value);
    }

    /// <summary>Writes a number in the fewest digits that give it back.</summary>
    /// <param name="value">The value.</param>
    public void WriteDouble(double value)
    {
        RefuseUnlessFinite(double.IsFinite(value));
        WriteNumber(value);
    }

    /// <summary>Writes a number with its scale and its sign: 1.00 stays 1.00, and a negative zero stays one.</summary>
    /// <param name="value">The value.</param>
    public void WriteDecimal(decimal value)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(value, parts);
        int scale = (parts[3] >> 16) & 0xFF;
        ulong digits = ((ulong)(uint)parts[1] << 32) | (uint)parts[0];
        if (parts[2] == 0 && !_isKey)
        {
            WriteDecimal(digits, scale, isNegative: parts[3] < 0);
        }
        else
        {
            WriteNumber(value);
        }
    }

    /// <summary>As many as a scale can ask for, and one before the point.</summary>
    private const int MostDecimalDigits = 29;

    /// <summary>From the last digit to the first, which is what dividing gives.</summary>
    private void WriteDecimal(ulong digits, int scale, bool isNegative)
    {
        Span<byte> text = stackalloc byte[MostDecimalDigits + 1];
        int at = text.Length;
        for (int place = 0; digits > 0 || place <= scale; place++)
        {
            if (place == scale && scale > 0)
            {
                text[--at] = (byte)'.';
            }

            (digits, ulong digit) = Math.DivRem(digits, 10);
            text[--at] = (byte)('0' + digit);
        }

        Separate();
        if (isNegative)
        {
            Append('-');
        }

        text = text[at..];
        text.CopyTo(GetFree(text.Length));
        _length += text.Length;
    }

    private void WriteNumber<T>(T value)
        where T : struct, IUtf8SpanFormattable
    {
        const int MostDigits = 48;
        Separate();
        Span<byte> free = GetFree(MostDigits);
        int quote = 0;
        if (_isKey)
        {
            free[quote++] = (byte)'"';
        }

        value.TryFormat(free[quote..], out int length, default, CultureInfo.InvariantCulture);
        _length += quote + length;
        if (_isKey)
        {
            Append('"');
        }
    }

    private void RefuseUnlessFinite(bool isFinite)
    {
        if (!isFinite)
        {
            throw Refusal(
                "is not a number or infinite, which JSON can't hold",
                "Declare it nullable and use null, or don't raise the event.");
        }
    }
}
