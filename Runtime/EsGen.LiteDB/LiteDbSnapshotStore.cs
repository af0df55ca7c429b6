using System.Buffers.Binary;
using System.Text;
using LiteDB;
using LiteDB.Engine;

namespace EsGen.LiteDB;

/// <summary>Snapshots, a document each, in a file of their own.</summary>
internal sealed class LiteDbSnapshotStore(SnapshotFile file) : ISnapshotStore
{
    private const string Name = "snapshots";
    private const string IdPath = "$._id";
    private const string IdInRange = IdPath + " BETWEEN @0 AND @1";
    private const string Id = "_id";
    private const string Data = "d";
    private const int IdLength = 16;
    private const int PrefixLength = IdLength + sizeof(long);

    private readonly NewestSnapshots _newest = new();

    public Snapshot? Find(Guid sequenceId, string fingerprint, long atOrBelow = long.MaxValue) => file.Read<Snapshot?>(engine =>
    {
        if (_newest.Find(sequenceId, fingerprint) is { } known && known.Version <= atOrBelow)
        {
            return known;
        }

        foreach (BsonDocument document in FindAll(engine, sequenceId, atOrBelow))
        {
            byte[] key = document[Id].AsBinary;
            if (FingerprintOf(key) == fingerprint)
            {
                Snapshot found = new(sequenceId, VersionOf(key), fingerprint, document[Data].AsBinary);
                if (atOrBelow == long.MaxValue)
                {
                    _newest.Add(found);
                }

                return found;
            }
        }

        return null;
    });

    public void Put(Snapshot snapshot, int keep)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(keep);
        ArgumentException.ThrowIfNullOrEmpty(snapshot.Fingerprint, nameof(snapshot));
        ArgumentOutOfRangeException.ThrowIfNegative(snapshot.Version, nameof(snapshot));
        BsonValue key = KeyOf(snapshot.SequenceId, snapshot.Version, snapshot.Fingerprint);
        BsonValue[] old = file.Read(engine => FindDisplaced(engine, snapshot, keep)) ?? [];
        file.Write(engine =>
        {
            _newest.Remove(snapshot.SequenceId);
            engine.BeginTrans();
            engine.Upsert(Name, [new BsonDocument { [Id] = key, [Data] = snapshot.Data.ToArray() }], BsonAutoId.ObjectId);
            engine.Delete(Name, old);
            engine.Commit();
        });
    }

    public void Delete(Guid sequenceId)
    {
        BsonValue[] all = file.Read(engine => FindAll(engine, sequenceId, long.MaxValue).Select(static document => document[Id]).ToArray())
            ?? [];
        if (all.Length > 0)
        {
            file.Write(engine =>
            {
                _newest.Remove(sequenceId);
                engine.Delete(Name, all);
            });
        }
    }

    private static BsonValue[] FindDisplaced(ILiteEngine engine, Snapshot snapshot, int keep)
    {
        IEnumerable<(long, string)> stored = FindAll(engine, snapshot.SequenceId, long.MaxValue)
            .Select(static document => document[Id].AsBinary)
            .Select(static key => (VersionOf(key), FingerprintOf(key)));
        return [.. snapshot.FindDisplaced(stored, keep).Select(old => KeyOf(snapshot.SequenceId, old.Version, old.Fingerprint))];
    }

    /// <summary>Those of a sequence, the newest first.</summary>
    private static IEnumerable<BsonDocument> FindAll(ILiteEngine engine, Guid sequenceId, long atOrBelow)
    {
        Query query = new() { OrderBy = BsonExpression.Create(IdPath), Order = Query.Descending };
        query.Where.Add(BsonExpression.Create(IdInRange, KeyOf(sequenceId, 0, ""), KeyOf(sequenceId, atOrBelow, "\uffff")));
        using IBsonDataReader documents = engine.Query(Name, query);
        while (documents.Read())
        {
            yield return documents.Current.AsDocument;
        }
    }

    /// <summary>Sequence, version and fingerprint, in this order byte by byte.</summary>
    private static BsonValue KeyOf(Guid sequenceId, long version, string fingerprint)
    {
        byte[] key = new byte[PrefixLength + Encoding.UTF8.GetByteCount(fingerprint)];
        sequenceId.TryWriteBytes(key, bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(key.AsSpan(IdLength), version);
        Encoding.UTF8.GetBytes(fingerprint, key.AsSpan(PrefixLength));
        return key;
    }

    private static long VersionOf(byte[] key) => BinaryPrimitives.ReadInt64BigEndian(key.AsSpan(IdLength));

    private static string FingerprintOf(byte[] key) => Encoding.UTF8.GetString(key.AsSpan(PrefixLength));
}
