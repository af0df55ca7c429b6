using System.Security.Cryptography;
using EsGen.CompilerServices;
using EsGen.Tool.Tests.Domain;

namespace EsGen.Tool.Tests;

/// <summary>Snapshots that no build has taken: in the form that EsGen stores, of a state that the test says.</summary>
internal static class EntityStates
{
    public static string FingerprintOfAccount => Description<Account>().State!.Fingerprint;

    public static void Put(ISnapshotStore store, Account account, string fingerprint, SequencedItem last)
    {
        ReadOnlyMemory<byte> state = ((EntityState<Account>)Description<Account>().State!).Write(account);
        byte[] ofLast = Hash(last);
        byte[] rest = [.. ofLast, .. state.Span];
        byte[] data = [1, .. SHA256.HashData(rest)[..16], .. rest];
        store.Put(new Snapshot(account.Id, last.Position + 1, fingerprint, data), keep: 0);
    }

    private static EntityDescription Description<T>()
        where T : class, IEventSourced<T> => T.Description;

    private static byte[] Hash(SequencedItem item)
    {
        byte[] numbers = new byte[32];
        item.SequenceId.TryWriteBytes(numbers, bigEndian: true, out _);
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(numbers.AsSpan(16), item.Position);
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(numbers.AsSpan(24), item.Timestamp.UtcTicks);
        return SHA256.HashData([.. numbers, .. System.Text.Encoding.UTF8.GetBytes(item.Topic), 0, .. item.Data.Span])[..16];
    }
}
