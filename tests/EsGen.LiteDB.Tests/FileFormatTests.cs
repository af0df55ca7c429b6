using LiteDB;
using LiteDB.Engine;
using Xunit;

namespace EsGen.LiteDB.Tests;

/// <summary>What is in the file, seen without EsGen.</summary>
public sealed class FileFormatTests : IDisposable
{
    private static readonly Guid Sequence = new("00112233-4455-6677-8899-aabbccddeeff");

    private readonly TemporaryFolder _folder = new();

    private string DatabasePath => _folder.File("example.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_database_itself_refuses_a_position_twice()
    {
        Store(new SequencedItem(Sequence, 7, "Example.Created", default));
        using LiteEngine engine = new(DatabasePath);
        using var documents = engine.Query("events", new Query());
        Assert.True(documents.Read());
        BsonDocument copy = new() { ["_id"] = 2L, ["k"] = documents.Current["k"] };
        documents.Dispose();

        var exception = Assert.Throws<LiteException>(() => engine.Insert("events", [copy], BsonAutoId.Int64));
        Assert.Equal(LiteException.INDEX_DUPLICATE_KEY, exception.ErrorCode);
    }

    [Fact]
    public void A_document_has_the_fields_that_the_format_says()
    {
        var timestamp = new DateTimeOffset(2026, 2, 3, 4, 5, 6, TimeSpan.FromHours(1)).AddTicks(1);
        Store(
            new SequencedItem(Sequence, 7, "Example.Created", "{}"u8.ToArray()) { Timestamp = timestamp },
            new SequencedItem(Sequence, -1, "Example.Discarded", default) { Metadata = "[]"u8.ToArray() });

        using LiteEngine engine = new(DatabasePath);
        using var documents = engine.Query("events", new Query());

        Assert.True(documents.Read());
        var first = documents.Current.AsDocument;
        Assert.Equal(["_id", "c", "d", "k", "s", "t"], first.Keys.Order(StringComparer.Ordinal));
        Assert.Equal((1L, "Example.Created", timestamp.UtcTicks), (first["_id"].AsInt64, first["t"].AsString, first["s"].AsInt64));
        Assert.Equal("{}"u8.ToArray(), first["d"].AsBinary);
        Assert.Equal("00112233445566778899AABBCCDDEEFF8000000000000007", Convert.ToHexString(first["k"].AsBinary));

        Assert.True(documents.Read());
        var second = documents.Current.AsDocument;
        Assert.Equal("[]"u8.ToArray(), second["m"].AsBinary);
        Assert.Equal("00112233445566778899AABBCCDDEEFF7FFFFFFFFFFFFFFF", Convert.ToHexString(second["k"].AsBinary));
        Assert.False(documents.Read());
    }

    [Fact]
    public void After_closing_the_file_is_complete_without_its_log_and_ordinal()
    {
        Store(new SequencedItem(Sequence, 0, "Example.Created", default));

        Assert.Equal([DatabasePath], Directory.GetFiles(Path.GetDirectoryName(DatabasePath)!));
        using LiteEngine engine = new(DatabasePath);
        Assert.EndsWith("/Ordinal", engine.Pragma("COLLATION").AsString, StringComparison.Ordinal);
    }

    private void Store(params SequencedItem[] items)
    {
        using var datastore = LiteDbDatastore.Open(DatabasePath);
        datastore.ActiveRecordStrategy.Append(items);
    }
}
