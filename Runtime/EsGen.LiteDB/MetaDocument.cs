using System.Buffers.Binary;
using LiteDB;
using LiteDB.Engine;

namespace EsGen.LiteDB;

/// <summary>The one document that says what the database is. Its user holds the engine lock.</summary>
/// <param name="engine">The database.</param>
internal readonly struct MetaDocument(ILiteEngine engine)
{
    private const string Name = "meta";
    private const string Id = "_id";
    private const string Format = "format";
    private const string StoreId = "store";
    private const string Created = "created";
    private const string Head = "head";
    private const string TrackingWrites = "trackings";
    private const int OnlyId = 1;

    /// <summary>Creates the document in a new database; in another one checks it.</summary>
    /// <param name="store">What to call the store in messages.</param>
    /// <param name="storeId">The store that the file is by its header.</param>
    /// <param name="lastId">The newest notification id.</param>
    /// <param name="isNew">Whether the database has nothing but its header.</param>
    /// <exception cref="InvalidDataException">The database has another format.</exception>
    /// <exception cref="StoreCorruptException">The document isn't what it should be, or events are missing.</exception>
    public void CreateOrCheck(string store, Guid storeId, long lastId, bool isNew)
    {
        using var documents = engine.Query(Name, new Query());
        if (!documents.Read())
        {
            documents.Dispose();
            if (!isNew)
            {
                // With a header that lists no collections all events would seem to be gone.
                throw new StoreCorruptException($"The store '{store}' has been used before, but lacks the document that says what it is.");
            }

            BsonDocument created = new()
            {
                [Id] = OnlyId,
                [Format] = FileStamp.Version,
                [StoreId] = storeId,
                [Created] = DateTimeOffset.UtcNow.Ticks,
                [Head] = 0L,
            };
            engine.Insert(Name, [created], BsonAutoId.Int32);
            return;
        }

        var meta = documents.Current.AsDocument;
        if (!meta[Format].IsInt32 || !FileStamp.IsReadable(meta[Format].AsInt32))
        {
            throw new InvalidDataException(
                $"The store '{store}' has format {meta[Format]}; this version of EsGen reads format {FileStamp.Version}.");
        }

        if (!meta[StoreId].IsGuid || meta[StoreId].AsGuid != storeId)
        {
            throw new StoreCorruptException(
                $"The file '{store}' says that it is store {storeId}, the database in it is store {meta[StoreId]}.");
        }

        if (meta[Head] > lastId)
        {
            throw new StoreCorruptException(
                $"The newest event in '{store}' is {lastId}; when it was last closed it was {meta[Head]}. Events are missing.");
        }

        if (meta[Format] != FileStamp.Version)
        {
            documents.Dispose();
            meta[Format] = FileStamp.Version;
            engine.Update(Name, [meta]);
        }
    }

    /// <summary>
    /// The newest notification id when the database was last closed, and how often trackings had been written, by the bytes of a document;
    /// null if it isn't this one.
    /// </summary>
    public static (long LastId, long TrackingWrites)? NotedIn(ReadOnlySpan<byte> document) =>
        document.Length > sizeof(int)
        && document[sizeof(int)..].StartsWith("\u0010_id\0\u0001\0\0\0"u8)
        && NumberIn(document, "\u0012head\0"u8) is { } lastId
            ? (lastId, NumberIn(document, "\u0012trackings\0"u8) ?? 0)
            : null;

    /// <summary>How often trackings had been written when the database was last closed.</summary>
    public long FindTrackingWrites()
    {
        using var documents = engine.Query(Name, new Query());
        return documents.Read() ? WritesIn(documents.Current) : 0;
    }

    /// <summary>Notes the newest notification id, and how often trackings were written, when the database is closed.</summary>
    public void SetHead(long lastId, long trackingWrites)
    {
        BsonDocument meta;
        using (var documents = engine.Query(Name, new Query()))
        {
            if (!documents.Read() || (documents.Current[Head] == lastId && WritesIn(documents.Current) >= trackingWrites))
            {
                return;
            }

            meta = documents.Current.AsDocument;
        }

        meta[Head] = lastId;
        meta[TrackingWrites] = Math.Max(WritesIn(meta), trackingWrites);
        engine.Update(Name, [meta]);
    }

    private static long? NumberIn(ReadOnlySpan<byte> document, ReadOnlySpan<byte> field) =>
        document.IndexOf(field) is >= 0 and var start && document[(start + field.Length)..] is { Length: >= sizeof(long) } value
            ? BinaryPrimitives.ReadInt64LittleEndian(value)
            : null;

    private static long WritesIn(BsonValue meta) => meta[TrackingWrites] is { IsInt64: true } writes ? writes.AsInt64 : 0;
}
