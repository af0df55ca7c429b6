using System.Buffers.Text;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace EsGen.CompilerServices;

/// <summary>Numbers.</summary>
public ref partial struct EventDataReader
{
    /// <summary>Reads a number.</summary>
    public byte ReadByte() => ReadUnsigned<byte>("an integer of 8 bits without a sign");

    /// <summary>Reads a number.</summary>
    public sbyte ReadSByte() => ReadSigned<sbyte>("an integer of 8 bits");

    /// <summary>Reads a number.</summary>
    public short ReadInt16() => ReadSigned<short>("an integer of 16 bits");

    /// <summary>Reads a number.</summary>
    public ushort ReadUInt16() => ReadUnsigned<ushort>("an integer of 16 bits without a sign");

    /// <summary>Reads a number.</summary>
    public int ReadInt32() => ReadSigned<int>("an integer of 32 bits");

    /// <summary>Reads a number.</summary>
    public uint ReadUInt32() => ReadUnsigned<uint>("an integer of 32 bits without a sign");

    /// <summary>Reads a number.</summary>
    public long ReadInt64() => ReadSigned<long>("an integer of 64 bits");

    /// <summary>Reads a number.</summary>
    public ulong ReadUInt64() => ReadUnsigned<ulong>("an integer of 64 bits without a sign");

    /// <summary>Reads a number.</summary>
    public Int128 ReadInt128() =>
        TryReadNumber(out ReadOnlySpan<byte> number)
            && Int128.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out Int128 value)
            ? value
            : throw Expected("an integer of 128 bits");

    /// <summary>Reads a number.</summary>
    public UInt128 ReadUInt128() =>
        TryReadNumber(out ReadOnlySpan<byte> number)
            && UInt128.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out UInt128 value)
            ? value
            : throw Expected("an integer of 128 bits without a sign");

    /// <summary>Reads a number of at most 10,000 digits.</summary>
    public BigInteger ReadBigInteger()
    {
        string expected = $"an integer of at most {EventDataWriter.MaxDigits} digits";
        if (!TryReadNumber(out ReadOnlySpan<byte> number) || number.TrimStart((byte)'-').Length > EventDataWriter.MaxDigits)
        {
            throw Expected(expected);
        }

        Span<char> text = number.Length <= MaxShortText ? stackalloc char[MaxShortText] : new char[number.Length];
        Encoding.ASCII.GetChars(number, text);
        return BigInteger.TryParse(text[..number.Length], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out BigInteger value)
            ? value
            : throw Expected(expected);
    }

    /// <summary>Reads a number.</summary>
    public Half ReadHalf() =>
        TryReadNumber(out ReadOnlySpan<byte> number)
            && Half.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out Half value)
            && Half.IsFinite(value)
            ? value
            : throw Expected("a number in the range of Half");

    /// <summary>Reads a number.</summary>
    public float ReadSingle() =>
        TryReadNumber(out ReadOnlySpan<byte> number)
            && Utf8Parser.TryParse(number, out float value, out int length)
            && length == number.Length
            && float.IsFinite(value)
            ? value
            : throw Expected("a number in the range of Single");

    /// <summary>Reads a number.</summary>
    public double ReadDouble() =>
        TryReadNumber(out ReadOnlySpan<byte> number)
            && Utf8Parser.TryParse(number, out double value, out int length)
            && length == number.Length
            && double.IsFinite(value)
            ? value
            : throw Expected("a number in the range of Double");

    /// <summary>Reads a number with its scale. One that would have to be rounded is refused, and so is an exponent.</summary>
    public decimal ReadDecimal()
    {
        if (TryReadPlainNumber(out ulong digits, out bool isNegative, out int scale))
        {
            return new decimal((int)digits, (int)(digits >> 32), 0, isNegative, (byte)scale);
        }

        if (!TryReadNumber(out ReadOnlySpan<byte> number) || !TryGetDecimal(number, out decimal value))
        {
            throw Expected("a number that Decimal holds exactly, without an exponent");
        }

        return value;
    }

    private T ReadSigned<T>(string expected)
        where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
    {
        int start = _at;
        if (TryReadPlainNumber(out ulong digits, out bool isNegative, out int scale) && scale == 0)
        {
            long small = isNegative ? -(long)digits : (long)digits;
            if (small >= long.CreateTruncating(T.MinValue) && small <= long.CreateTruncating(T.MaxValue))
            {
                return T.CreateTruncating(small);
            }
        }

        _at = start;
        if (TryReadNumber(out ReadOnlySpan<byte> number))
        {
            isNegative = number[0] == '-';
            if (TryGetDigits(isNegative ? number[1..] : number, out ulong magnitude)
                && magnitude <= (ulong)long.MaxValue + (isNegative ? 1UL : 0UL))
            {
                long value = isNegative ? unchecked(-(long)magnitude) : (long)magnitude;
                if (value >= long.CreateTruncating(T.MinValue) && value <= long.CreateTruncating(T.MaxValue))
                {
                    return T.CreateTruncating(value);
                }
            }
        }

        throw Expected(expected);
    }

    private T ReadUnsigned<T>(string expected)
        where T : struct, IBinaryInteger<T>, IMinMaxValue<T> =>
        TryReadNumber(out ReadOnlySpan<byte> number) && TryGetDigits(number, out ulong value) && value <= ulong.CreateTruncating(T.MaxValue)
            ? T.CreateTruncating(value)
            : throw Expected(expected);

    /// <summary>Reads a number of few digits as the writer writes it; anything else is left for those who look closer.</summary>
    private bool TryReadPlainNumber(out ulong digits, out bool isNegative, out int scale)
    {
        const int MostCharacters = 18;
        ReadOnlySpan<byte> rest = _data[_at..];
        int at = 0;
        digits = 0;
        scale = 0;
        isNegative = rest.Length > 0 && rest[0] == '-';
        if (isNegative)
        {
            at++;
        }

        int first = at;
        int point = -1;
        for (; at < rest.Length; at++)
        {
            uint digit = rest[at] - (uint)'0';
            if (digit <= 9)
            {
                digits = (digits * 10) + digit;
            }
            else if (rest[at] == '.' && point < 0)
            {
                point = at;
            }
            else
            {
                break;
            }
        }

        int length = at - first;
        if (length is 0 or > MostCharacters
            || at == rest.Length || rest[at] is not ((byte)',' or (byte)'}' or (byte)']')
            || point == first || point == at - 1
            || (rest[first] == '0' && length > 1 && point != first + 1))
        {
            return false;
        }

        scale = point < 0 ? 0 : at - point - 1;
        _tokenStart = _at;
        _at += at;
        return true;
    }

    /// <summary>The value of text that is all digits and fits in 64 bits.</summary>
    private static bool TryGetDigits(ReadOnlySpan<byte> text, out ulong value)
    {
        value = 0;
        if (text.Length > 19)
        {
            return ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
        }

        foreach (byte digit in text)
        {
            if (!char.IsAsciiDigit((char)digit))
            {
                return false;
            }

            value = (value * 10) + (digit - (ulong)'0');
        }

        return true;
    }

    private static bool TryGetDecimal(ReadOnlySpan<byte> number, out decimal value)
    {
        bool isNegative = number[0] == '-';
        ReadOnlySpan<byte> digits = isNegative ? number[1..] : number;
        int point = digits.IndexOf((byte)'.');
        int scale = point < 0 ? 0 : digits.Length - point - 1;
        if (digits.Length > 18)
        {
            return TryGetLongDecimal(number, isNegative, scale, out value);
        }

        ulong mantissa = 0;
        foreach (byte digit in digits)
        {
            if (char.IsAsciiDigit((char)digit))
            {
                mantissa = (mantissa * 10) + (digit - (ulong)'0');
            }
            else if (digit != '.')
            {
                value = default;
                return false;
            }
        }

        value = new decimal((int)mantissa, (int)(mantissa >> 32), 0, isNegative, (byte)scale);
        return true;
    }

    /// <summary>The parser rounds what it can't hold; what is not written back as it was has been rounded.</summary>
    private static bool TryGetLongDecimal(ReadOnlySpan<byte> number, bool isNegative, int scale, out decimal value)
    {
        Span<byte> buffer = stackalloc byte[32];
        if (!Utf8Parser.TryParse(number, out value, out int length)
            || length != number.Length
            || !value.TryFormat(buffer, out int written, default, CultureInfo.InvariantCulture)
            || !buffer[..written].TrimStart((byte)'-').SequenceEqual(number.TrimStart((byte)'-')))
        {
            return false;
        }

        if (value == 0)
        {
            value = new decimal(0, 0, 0, isNegative, (byte)scale);
        }

        return true;
    }
}
