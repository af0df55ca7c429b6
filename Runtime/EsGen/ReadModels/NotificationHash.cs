using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace EsGen;

/// <summary>A hash of a notification, by which a store that went back, or is another one, is noticed.</summary>
internal static class NotificationHash
{
    public static UInt128 Of(in Notification notification)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> numbers = stackalloc byte[40];
        BinaryPrimitives.WriteInt64BigEndian(numbers, notification.Id);
        notification.Item.SequenceId.TryWriteBytes(numbers[8..], bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(numbers[24..], notification.Item.Position);
        BinaryPrimitives.WriteInt64BigEndian(numbers[32..], notification.Item.Timestamp.UtcTicks);
        hash.AppendData(numbers);
        hash.AppendData(Encoding.UTF8.GetBytes(notification.Item.Topic));
        hash.AppendData([0]);
        hash.AppendData(notification.Item.Data.Span);
        Span<byte> result = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(result);
        return BinaryPrimitives.ReadUInt128BigEndian(result);
    }
}
