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
        byte[] data = SnapshotData.Create(state, last);
        store.Put(new Snapshot(account.Id, last.Position + 1, fingerprint, data), keep: 0);
    }

    private static EntityDescription Description<T>()
        where T : class, IEventSourced<T> => T.Description;
}
