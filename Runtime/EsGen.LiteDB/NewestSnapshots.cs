namespace EsGen.LiteDB;

/// <summary>
/// The snapshots that were last found, in memory: who loads an entity, often loads it again soon, and LiteDB's index takes longer than the
/// events behind a snapshot. Its user holds the file's lock.
/// </summary>
internal sealed class NewestSnapshots
{
    /// <summary>How many bytes are kept; with more of them it begins anew.</summary>
    private const int MaxLength = 4 << 20;

    private readonly Dictionary<Guid, Snapshot> _snapshots = [];
    private long _length;

    /// <summary>The newest snapshot of a sequence with a fingerprint; null if it isn't here.</summary>
    public Snapshot? Find(Guid sequenceId, string fingerprint) =>
        _snapshots.TryGetValue(sequenceId, out var snapshot) && snapshot.Fingerprint == fingerprint ? snapshot : null;

    /// <summary>Takes note of a snapshot that is the newest of its fingerprint.</summary>
    public void Add(Snapshot snapshot)
    {
        Remove(snapshot.SequenceId);
        if (_length + snapshot.Data.Length > MaxLength)
        {
            _snapshots.Clear();
            _length = 0;
        }

        if (snapshot.Data.Length <= MaxLength / 4)
        {
            _snapshots.Add(snapshot.SequenceId, snapshot);
            _length += snapshot.Data.Length;
        }
    }

    /// <summary>Forgets a sequence, whose snapshots change.</summary>
    public void Remove(Guid sequenceId)
    {
        if (_snapshots.Remove(sequenceId, out var snapshot))
        {
            _length -= snapshot.Data.Length;
        }
    }
}
