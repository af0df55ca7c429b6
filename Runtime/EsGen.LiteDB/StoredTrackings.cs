using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using LiteDB;

namespace EsGen.LiteDB;

/// <summary>
/// The trackings: a document each, with ids from -1 down in the order in which the names came, and all of them in memory.
/// </summary>
/// <remarks>
/// They are few: one for each who follows the log. In the collection of the events, because one call of the engine is one transaction. What
/// is written becomes visible with the events of the same commit.
/// </remarks>
internal sealed class StoredTrackings
{
    private const string Id = "_id";
    private const string NameField = "name";
    private const string NotificationField = "n";
    private const string ChecksumField = "c";

    private const string WritesField = "w";

    private readonly Dictionary<string, Stored> _written = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _visible = new(StringComparer.Ordinal);

    // Written, and not visible yet.
    private readonly List<string> _hidden = [];
    private StoreCorruptException? _damage;

    /// <summary>How often trackings were written so far, which never becomes less: so an older version of a document can be told.</summary>
    public long Writes { get; private set; }

    /// <summary>Takes over what is stored. Damage is told to whoever asks for a tracking; the events are none the worse for it.</summary>
    /// <param name="documents">Their documents.</param>
    /// <param name="writesBefore">How often they had been written when the database was last closed.</param>
    public void Load(IEnumerable<BsonDocument> documents, long writesBefore)
    {
        try
        {
            foreach (var document in documents)
            {
                var (name, stored) = Read(document, -1 - _written.Count);
                if (!_written.TryAdd(name, stored))
                {
                    throw new StoreCorruptException($"A tracking is there twice: in the documents {_written[name].Id} and {stored.Id}.");
                }

                Writes += stored.Writes;
                _hidden.Add(name);
            }

            if (Writes < writesBefore)
            {
                throw new StoreCorruptException(
                    $"Trackings were written {writesBefore} times before the database was last closed, of which {Writes} are there: some "
                        + "are missing or old.");
            }
        }
        catch (StoreCorruptException damage)
        {
            _damage = damage;
        }
    }

    /// <summary>The tracking in the bytes of a whole document, its id, and how often it had been written; null if it is none.</summary>
    public static (Tracking Tracking, long Id, long Writes)? TryRead(ReadOnlySpan<byte> bytes)
    {
        var start = bytes[Math.Min(sizeof(int), bytes.Length)..];
        if (!start.StartsWith("\u0012_id\0"u8)
            || start.Length < 5 + sizeof(long)
            || BinaryPrimitives.ReadInt64LittleEndian(start[5..]) >= 0)
        {
            return null;
        }

        try
        {
            var document = BsonSerializer.Deserialize(bytes.ToArray());
            var (name, stored) = Read(document, document[Id].AsInt64);
            return (new Tracking(name, stored.NotificationId), stored.Id, stored.Writes);
        }
        catch (Exception)
        {
            // LiteDB throws whatever it comes upon. Then it is no tracking.
            return null;
        }
    }

    /// <summary>The notification id last written for a name; null if there is none.</summary>
    /// <exception cref="StoreCorruptException">The trackings are damaged.</exception>
    public long? Find(string name)
    {
        ThrowIfDamaged();
        return _written.TryGetValue(name, out var stored) ? stored.NotificationId : null;
    }

    /// <summary>As <see cref="Find"/>, of what is visible.</summary>
    public long? FindVisible(string name)
    {
        ThrowIfDamaged();
        return _visible.TryGetValue(name, out var id) ? id : null;
    }

    /// <summary>All that are visible.</summary>
    /// <exception cref="StoreCorruptException">The trackings are damaged.</exception>
    public IReadOnlyList<Tracking> AllVisible()
    {
        ThrowIfDamaged();
        return [.. _visible.Select(static tracking => new Tracking(tracking.Key, tracking.Value))];
    }

    /// <summary>The documents that change by some trackings.</summary>
    public IEnumerable<BsonDocument> Write(IReadOnlyDictionary<string, long> trackings)
    {
        List<BsonDocument> documents = [];
        foreach (var (name, notificationId) in trackings)
        {
            Stored next = _written.TryGetValue(name, out var stored)
                ? stored with { NotificationId = notificationId, Writes = stored.Writes + 1 }
                : new(-1 - _written.Count, notificationId, Writes: 1);
            _written[name] = next;
            _hidden.Add(name);
            Writes++;
            documents.Add(new BsonDocument
            {
                [Id] = next.Id,
                [NameField] = name,
                [NotificationField] = next.NotificationId,
                [WritesField] = next.Writes,
                [ChecksumField] = next.ChecksumWith(name),
            });
        }

        return documents;
    }

    /// <summary>Makes all that is written visible.</summary>
    public void ShowNewest()
    {
        foreach (var name in _hidden)
        {
            _visible[name] = _written[name].NotificationId;
        }

        _hidden.Clear();
    }

    /// <summary>Compares them with what is stored.</summary>
    /// <exception cref="StoreCorruptException">The trackings are damaged.</exception>
    public void Verify(IEnumerable<BsonDocument> documents)
    {
        ThrowIfDamaged();
        var count = 0;
        foreach (var document in documents)
        {
            var (name, stored) = Read(document, -1 - count);
            count++;
            if (!_written.TryGetValue(name, out var written) || written != stored)
            {
                throw new StoreCorruptException($"The tracking in document {stored.Id} isn't what was written last.");
            }
        }

        if (count != _written.Count)
        {
            throw new StoreCorruptException($"There are {_written.Count} trackings, of which {count} are in the file.");
        }
    }

    private static (string Name, Stored Stored) Read(BsonDocument document, long id)
    {
        if (document[Id] != id)
        {
            throw new StoreCorruptException($"The document of a tracking {id} is missing: in its place is {document[Id]}.");
        }

        if (document[NameField] is { IsString: true } name
            && document[NotificationField] is { IsInt64: true } notificationId
            && document[WritesField] is { IsInt64: true } writes
            && document[ChecksumField] is { IsInt32: true } checksum
            && new Stored(id, notificationId, writes) is var stored
            && stored.ChecksumWith(name) == checksum)
        {
            return (name, stored);
        }

        throw new StoreCorruptException($"The document of a tracking {id} has a wrong checksum.");
    }

    private void ThrowIfDamaged()
    {
        if (_damage is { } damage)
        {
            throw new StoreCorruptException(
                $"{damage.Message} What is tracked isn't certain any more. Restore a backup; without one, "
                + $"{nameof(LiteDbDatastore)}.{nameof(LiteDbDatastore.Salvage)} writes a new store with the events, and reports what is "
                + "left of the trackings: append the right ones to that.",
                innerException: damage);
        }
    }

    private readonly record struct Stored(long Id, long NotificationId, long Writes)
    {
        public int ChecksumWith(string name) => unchecked((int)Crc.Of(
            Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Id} {NotificationId} {Writes} {name}"))));
    }
}
