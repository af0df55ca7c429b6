using System.Buffers.Binary;
using System.Numerics;

namespace EsGen.LiteDB;

/// <summary>CRC-32C, which processors have an instruction for.</summary>
internal static class Crc32C
{
    public const uint Start = ~0u;

    public static uint Of(ReadOnlySpan<byte> bytes) => ~Add(Start, bytes);

    public static uint Add(uint crc, ReadOnlySpan<byte> bytes)
    {
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        }

        foreach (var value in bytes)
        {
            crc = BitOperations.Crc32C(crc, value);
        }

        return crc;
    }

    public static uint Add(uint crc, long value) => BitOperations.Crc32C(crc, (ulong)value);
}
