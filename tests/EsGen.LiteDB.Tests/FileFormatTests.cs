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
    public void Events_are_in_a_document_of_their_notifications_and_when_folded_in_one_of_their_sequence()
    {
        TestFiles files = new() { RecentLength = 0 };
        var timestamp = new DateTimeOffset(2026, 2, 3, 4, 5, 6, TimeSpan.FromHours(1)).AddTicks(1);
        using (var datastore = files.Open())
        {
            datastore.ActiveRecordStrategy.Append(
                new SequencedItem(Sequence, 7, "Example.Created", "{}"u8.ToArray()) { Timestamp = timestamp },
                new SequencedItem(Sequence, -1, "Example.Discarded", default) { Metadata = "[]"u8.ToArray() });
        }

        File.WriteAllBytes(DatabasePath, files.Data);
        using LiteEngine engine = new(DatabasePath);
        using var documents = engine.Query("events", new Query());

        Assert.True(documents.Read());
        Assert.Equal((0L, 2L), (documents.Current["_id"].AsInt64, documents.Current["f"].AsInt64));

        Assert.True(documents.Read());
        var notifications = documents.Current.AsDocument;
        Assert.Equal(["_id", "c", "e", "n"], notifications.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(1L, notifications["_id"].AsInt64);

        // Lengths of topic, data and metadata; notification id, ticks; sequence id and position; topic, data, metadata.
        string[] expected =
        [
            "0F000000" + "02000000" + "00000000" + "0100000000000000" + "01DD4A08D162DE08"
                + "00112233445566778899AABBCCDDEEFF" + "8000000000000007" + Convert.ToHexString("Example.Created{}"u8),
            "11000000" + "00000000" + "02000000" + "0200000000000000" + "0000000000000000"
                + "00112233445566778899AABBCCDDEEFF" + "7FFFFFFFFFFFFFFF" + Convert.ToHexString("Example.Discarded[]"u8),
        ];
        Assert.Equal(expected, EventsIn(notifications));

        Assert.True(documents.Read());
        var sequence = documents.Current.AsDocument;
        Assert.Equal("00112233445566778899AABBCCDDEEFF7FFFFFFFFFFFFFFF", Convert.ToHexString(sequence["_id"].AsBinary));
        Assert.Equal(expected.Reverse(), EventsIn(sequence));
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

    /// <summary>Each event of a block without its checksum.</summary>
    private static List<string> EventsIn(BsonDocument document)
    {
        List<string> events = [];
        var bytes = document["e"].AsBinary.AsSpan(0, document["n"].AsInt32);
        while (!bytes.IsEmpty)
        {
            var length = 56 + BitConverter.ToInt32(bytes[4..]) + BitConverter.ToInt32(bytes[8..]) + BitConverter.ToInt32(bytes[12..]);
            events.Add(Convert.ToHexString(bytes[4..length]));
            bytes = bytes[length..];
        }

        return events;
    }

    private void Store(params SequencedItem[] items)
    {
        using var datastore = LiteDbDatastore.Open(DatabasePath);
        datastore.ActiveRecordStrategy.Append(items);
    }
}
