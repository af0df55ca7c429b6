using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace EsGen;

/// <summary>A hash of an item, by which what was made of a history notices that it is another one now.</summary>
internal static class ItemHash
{
    /// <param name="id">The notification's id; null where an item is looked at as a part of its sequence.</param>
    /// <param name="item">The item; its metadata doesn't count.</param>
    public static UInt128 Of(long? id, in SequencedItem item)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> numbers = stackalloc byte[40];
        BinaryPrimitives.WriteInt64BigEndian(numbers, id ?? 0);
        item.SequenceId.TryWriteBytes(numbers[8..], bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(numbers[24..], item.Position);
        BinaryPrimitives.WriteInt64BigEndian(numbers[32..], item.Timestamp.UtcTicks);
        hash.AppendData(id is null ? numbers[8..] : numbers);
        hash.AppendData(Encoding.UTF8.GetBytes(item.Topic));
        hash.AppendData([0]);
        hash.AppendData(item.Data.Span);
        Span<byte> result = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(result);
        return BinaryPrimitives.ReadUInt128BigEndian(result);
    }
}
