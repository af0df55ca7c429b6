using System.Buffers.Binary;
using System.Numerics;

namespace EsGen.LiteDB;

/// <summary>Checksums of CRC-32C, which processors have an instruction for.</summary>
internal static class Crc
{
    public const uint Start = ~0u;

    private const int Lanes = 4;

    /// <summary>Of every fourth eight bytes a CRC, and one over those four and the rest.</summary>
    /// <remarks>The instruction takes three cycles, and a processor has three of them under way unless each needs the one before.</remarks>
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var (first, second, third, fourth) = (Start, Start, Start, Start);
        for (; bytes.Length >= Lanes * sizeof(ulong); bytes = bytes[(Lanes * sizeof(ulong))..])
        {
            first = BitOperations.Crc32C(first, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            second = BitOperations.Crc32C(second, BinaryPrimitives.ReadUInt64LittleEndian(bytes[sizeof(ulong)..]));
            third = BitOperations.Crc32C(third, BinaryPrimitives.ReadUInt64LittleEndian(bytes[(2 * sizeof(ulong))..]));
            fourth = BitOperations.Crc32C(fourth, BinaryPrimitives.ReadUInt64LittleEndian(bytes[(3 * sizeof(ulong))..]));
        }

        var crc = BitOperations.Crc32C(BitOperations.Crc32C(first, second), ((ulong)fourth << 32) | third);
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        }

        foreach (var value in bytes)
        {
            crc = BitOperations.Crc32C(crc, value);
        }

        return ~crc;
    }

    public static uint Add(uint crc, long value) => BitOperations.Crc32C(crc, (ulong)value);
}
