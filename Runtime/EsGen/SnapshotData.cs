using System.Buffers.Binary;
using System.Security.Cryptography;

namespace EsGen;

/// <summary>
/// What is stored of a snapshot: a byte for the form, a hash of the rest, a hash of the last event that is in the state, and the state. The
/// one hash finds damage, the other a snapshot that is of another store, or of events that are there no more.
/// </summary>
internal static class SnapshotData
{
    private const byte Form = 1;
    private const int HashLength = 16;
    private const int Start = 1 + HashLength + HashLength;

    public static byte[] Create(ReadOnlyMemory<byte> state, in SequencedItem last)
    {
        byte[] data = new byte[Start + state.Length];
        data[0] = Form;
        BinaryPrimitives.WriteUInt128BigEndian(data.AsSpan(1 + HashLength), ItemHash.Of(id: null, last));
        state.Span.CopyTo(data.AsSpan(Start));
        Hash(data.AsSpan(1 + HashLength), data.AsSpan(1));
        return data;
    }

    /// <summary>The state in it.</summary>
    /// <exception cref="InvalidDataException">It is damaged, or has a form that this build doesn't know.</exception>
    public static ReadOnlyMemory<byte> Read(ReadOnlyMemory<byte> data)
    {
        if (data.Length < Start || data.Span[0] != Form)
        {
            throw new InvalidDataException("it has a form that this build doesn't know.");
        }

        Span<byte> hash = stackalloc byte[HashLength];
        Hash(data.Span[(1 + HashLength)..], hash);
        return hash.SequenceEqual(data.Span.Slice(1, HashLength)) ? data[Start..] : throw new InvalidDataException("it is damaged.");
    }

    /// <summary>Whether an event is the last one in the state.</summary>
    public static bool IsBehind(ReadOnlyMemory<byte> data, in SequencedItem item) =>
        BinaryPrimitives.ReadUInt128BigEndian(data.Span[(1 + HashLength)..]) == ItemHash.Of(id: null, item);

    private static void Hash(ReadOnlySpan<byte> content, Span<byte> hash)
    {
        Span<byte> whole = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(content, whole);
        whole[..HashLength].CopyTo(hash);
    }
}
