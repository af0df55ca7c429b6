namespace EsGen;

/// <summary>Keeps snapshots in the memory of the process.</summary>
/// <param name="throwIfClosed">Throws if the datastore that they are of is disposed.</param>
internal sealed class InMemorySnapshotStore(Action throwIfClosed) : ISnapshotStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, Dictionary<(long Version, string Fingerprint), byte[]>> _sequences = [];

    public Snapshot? Find(Guid sequenceId, string fingerprint, long atOrBelow = long.MaxValue)
    {
        throwIfClosed();
        lock (_lock)
        {
            Snapshot? newest = null;
            foreach (((long version, string made), byte[] data) in _sequences.GetValueOrDefault(sequenceId) ?? [])
            {
                if (made == fingerprint && version <= atOrBelow && !(newest?.Version > version))
                {
                    newest = new Snapshot(sequenceId, version, fingerprint, data);
                }
            }

            return newest;
        }
    }

    public void Put(Snapshot snapshot, int keep)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(keep);
        ArgumentException.ThrowIfNullOrEmpty(snapshot.Fingerprint, nameof(snapshot));
        ArgumentOutOfRangeException.ThrowIfNegative(snapshot.Version, nameof(snapshot));
        throwIfClosed();
        byte[] data = snapshot.Data.ToArray();
        lock (_lock)
        {
            if (!_sequences.TryGetValue(snapshot.SequenceId, out Dictionary<(long Version, string Fingerprint), byte[]>? snapshots))
            {
                _sequences.Add(snapshot.SequenceId, snapshots = []);
            }

            foreach ((long Version, string Fingerprint) displaced in snapshot.FindDisplaced(snapshots.Keys, keep))
            {
                snapshots.Remove(displaced);
            }

            snapshots[(snapshot.Version, snapshot.Fingerprint)] = data;
        }
    }

    public void Delete(Guid sequenceId)
    {
        throwIfClosed();
        lock (_lock)
        {
            _sequences.Remove(sequenceId);
        }
    }
}
