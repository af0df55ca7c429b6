using System.Buffers.Binary;
using LiteDB;

namespace EsGen.Benchmarks.Stores;

/// <summary>LiteDB on a default file, a document an event with a unique index, and a lock, because LiteDB needs one.</summary>
/// <remarks>Not durable: LiteDB returns when its pages are queued.</remarks>
internal sealed class LiteDbStore : IStoreToCompare
{
    private const int PageSize = 1000;

    private readonly Lock _lock = new();
    private readonly LiteDatabase _database;
    private readonly ILiteCollection<BsonDocument> _events;
    private long _lastId;

    public LiteDbStore(string path)
    {
        _database = new LiteDatabase(path);
        _events = _database.GetCollection("events", BsonAutoId.Int64);
        _events.EnsureIndex("k", BsonExpression.Create("$.k"), unique: true);
    }

    public void Append(SequencedItem[] items)
    {
        lock (_lock)
        {
            _events.Insert(items.Select(item => new BsonDocument
            {
                ["_id"] = ++_lastId,
                ["k"] = Key(item.SequenceId, item.Position),
                ["t"] = item.Topic,
                ["d"] = item.Data.ToArray(),
                ["s"] = item.Timestamp.UtcTicks,
            }));
        }
    }

    public int Load(Guid sequenceId)
    {
        var count = 0;
        var range = BsonExpression.Create("$.k BETWEEN @0 AND @1", Key(sequenceId, 0), Key(sequenceId, long.MaxValue));
        lock (_lock)
        {
            foreach (var document in _events.Query().Where(range).OrderBy("$.k").ToEnumerable())
            {
                Consumed.Take(ToItem(document));
                count++;
            }
        }

        return count;
    }

    public long Scan()
    {
        var last = 0L;
        while (true)
        {
            var page = 0;
            var range = BsonExpression.Create("$._id BETWEEN @0 AND @1", last + 1, long.MaxValue);
            lock (_lock)
            {
                foreach (var document in _events.Query().Where(range).OrderBy("$._id").Limit(PageSize).ToEnumerable())
                {
                    Consumed.Take(ToItem(document));
                    last = document["_id"].AsInt64;
                    page++;
                }
            }

            if (page == 0)
            {
                return last;
            }
        }
    }

    public void Dispose() => _database.Dispose();

    private static byte[] Key(Guid sequenceId, long position)
    {
        var key = new byte[24];
        sequenceId.TryWriteBytes(key, bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(key.AsSpan(16), position);
        return key;
    }

    private static SequencedItem ToItem(BsonDocument document)
    {
        var key = document["k"].AsBinary;
        return new SequencedItem(
            new Guid(key.AsSpan(0, 16), bigEndian: true),
            BinaryPrimitives.ReadInt64BigEndian(key.AsSpan(16)),
            document["t"].AsString,
            document["d"].AsBinary)
        {
            Timestamp = new DateTimeOffset(document["s"].AsInt64, TimeSpan.Zero),
        };
    }
}
