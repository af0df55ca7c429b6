using System.Buffers.Binary;

namespace EsGen.CompilerServices;

public sealed partial class KeyWriter
{
    // A number with the sign's bit turned sorts as an unsigned one.

    /// <summary>Writes a number.</summary>
    /// <param name="value">The value.</param>
    public void WriteByte(byte value) => Take(1)[0] = value;

    /// <summary>Writes a number.</summary>
    /// <param name="value">The value.</param>
    public void WriteSByte(sbyte value) => Take(1)[0] = (byte)(value ^ sbyte.MinValue);

    /// <summary>Writes a number.</summary>
    /// <param name="value">The value.</param>
    public void WriteInt16(short value) => WriteUInt16((ushort)(value ^ short.MinValue));

    /// <summary>Writes a number.</summary>
    /// <param name="value">The value.</param>
    public void WriteUInt16(ushort value) => BinaryPrimitives.WriteUInt16BigEndian(Take(2), value);

    /// <summary>Writes a number.</summary>
    /// <param name="value">The value.</param>
    public void WriteInt32(int value) => WriteUInt32((uint)(value ^ int.MinValue));

    /// <summary>Writes a number.</summary>
    /// <param name="value">The value.</param>
    public void WriteUInt32(uint value) => BinaryPrimitives.WriteUInt32BigEndian(Take(4), value);

    /// <summary>Writes a number.</summary>
    /// <param name="value">The value.</param>
    public void WriteInt64(long value) => WriteUInt64((ulong)(value ^ long.MinValue));

    /// <summary>Writes a number.</summary>
    /// <param name="value">The value.</param>
    public void WriteUInt64(ulong value) => BinaryPrimitives.WriteUInt64BigEndian(Take(8), value);

    /// <summary>Writes a number.</summary>
    /// <param name="value">The value.</param>
    public void WriteInt128(Int128 value) => WriteUInt128((UInt128)(value ^ Int128.MinValue));

    /// <summary>Writes a number.</summary>
    /// <param name="value">The value.</param>
    public void WriteUInt128(UInt128 value) => BinaryPrimitives.WriteUInt128BigEndian(Take(16), value);

    /// <summary>Writes a number.</summary>
    /// <param name="value">The value.</param>
    public void WriteHalf(Half value) => WriteDouble((double)value);

    /// <summary>Writes a number.</summary>
    /// <param name="value">The value.</param>
    public void WriteSingle(float value) => WriteDouble(value);

    /// <summary>Writes a number; both zeros are one, and what is no number comes first.</summary>
    /// <param name="value">The value.</param>
    public void WriteDouble(double value)
    {
        long bits = double.IsNaN(value) ? -1 : BitConverter.DoubleToInt64Bits(value == 0 ? 0 : value);
        WriteUInt64(bits < 0 ? ~(ulong)bits : (ulong)bits ^ (1UL << 63));
    }

    /// <summary>Writes a number; <c>1.0</c> and <c>1.00</c> are one.</summary>
    /// <param name="value">The value.</param>
    public void WriteDecimal(decimal value)
    {
        const decimal LargestFraction = 1e28m;
        decimal absolute = Math.Abs(value);
        decimal whole = decimal.Truncate(absolute);
        Span<byte> bytes = Take(25);
        bytes[0] = 1;
        WriteInteger(whole, bytes[1..]);
        WriteInteger(decimal.Truncate((absolute - whole) * LargestFraction), bytes[13..]);
        if (value < 0)
        {
            // The larger a negative number is without its sign, the earlier it comes.
            foreach (ref byte b in bytes)
            {
                b = (byte)~b;
            }

            bytes[0] = 0;
        }
    }

    /// <summary>Writes a character.</summary>
    /// <param name="value">The value.</param>
    public void WriteChar(char value) => WriteUInt16(value);

    /// <summary>Writes a time; times of different offsets sort by the moment that they are.</summary>
    /// <param name="value">The value.</param>
    public void WriteDateTimeOffset(DateTimeOffset value) => WriteInt64(value.UtcTicks);

    /// <summary>Writes a time.</summary>
    /// <param name="value">The value.</param>
    public void WriteDateTime(DateTime value) => WriteInt64(value.Ticks);

    /// <summary>Writes a day.</summary>
    /// <param name="value">The value.</param>
    public void WriteDateOnly(DateOnly value) => WriteInt32(value.DayNumber);

    /// <summary>Writes a time of day.</summary>
    /// <param name="value">The value.</param>
    public void WriteTimeOnly(TimeOnly value) => WriteInt64(value.Ticks);

    /// <summary>Writes a span of time.</summary>
    /// <param name="value">The value.</param>
    public void WriteTimeSpan(TimeSpan value) => WriteInt64(value.Ticks);

    private static void WriteInteger(decimal value, Span<byte> bytes)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        BinaryPrimitives.WriteInt32BigEndian(bytes, bits[2]);
        BinaryPrimitives.WriteInt32BigEndian(bytes[4..], bits[1]);
        BinaryPrimitives.WriteInt32BigEndian(bytes[8..], bits[0]);
    }
}
