using LiteDB;
using LiteDB.Engine;
using Xunit;

namespace EsGen.LiteDB.Tests;

/// <summary>What is in the file, seen without EsGen.</summary>
public sealed class FileFormatTests : IDisposable
{
    private static readonly Guid Sequence = new("00112233-4455-6677-8899-aabbccddeeff");

    private const int HeaderLength = 10;

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
        Assert.Equal(["_id", "e"], notifications.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(long.MaxValue, notifications["_id"].AsInt64);

        // How many; the sequence; the topics; which of those each has.
        const string Created = "0F" + "4578616D706C652E43726561746564";
        const string Discarded = "11" + "4578616D706C652E446973636172646564";
        const string Sequences = "01" + "00112233445566778899AABBCCDDEEFF";

        // What ids, positions and ticks are more than those before, doubled, and one less where it is negative; lengths; data, metadata.
        var ticks = Varint(timestamp.UtcTicks * 2);
        var ticksBack = Varint((timestamp.UtcTicks * 2) - 1);
        Assert.Equal(
            "02" + Sequences + "02" + Created + Discarded + "0001" + "0202" + "0E0F" + ticks + ticksBack + "0200" + "0002" + "7B7D" + "5B5D",
            ColumnsIn(notifications));
        Assert.All(notifications["e"].AsBinary[200..], static rest => Assert.Equal(0, rest));

        Assert.True(documents.Read());
        var sequence = documents.Current.AsDocument;
        Assert.Equal("00112233445566778899AABBCCDDEEFF7FFFFFFFFFFFFFFF", Convert.ToHexString(sequence["_id"].AsBinary));
        Assert.Equal(
            "02" + Sequences + "02" + Discarded + Created + "0001" + "0401" + "0110" + "00" + ticks + "0002" + "0200" + "7B7D" + "5B5D",
            ColumnsIn(sequence));
        Assert.False(documents.Read());
    }

    [Fact]
    public void A_block_that_becomes_smaller_by_that_is_compressed()
    {
        TestFiles files = new() { RecentLength = 0 };
        using (var datastore = files.Open())
        {
            datastore.ActiveRecordStrategy.Append([.. Enumerable.Range(0, 100).Select(static position =>
                new SequencedItem(Sequence, position, "Example.Created", new byte[200]))]);
        }

        File.WriteAllBytes(DatabasePath, files.Data);
        using LiteEngine engine = new(DatabasePath);
        using var documents = engine.Query("events", new Query());
        Assert.True(documents.Read());
        for (var count = 0; count < 2; count++)
        {
            Assert.True(documents.Read());
            var bytes = documents.Current["e"].AsBinary;
            Assert.Equal((0xE5, 2), (bytes[0], bytes[1]));
            Assert.InRange(bytes.Length, 100, 1000);
            Assert.InRange(BitConverter.ToInt32(bytes, HeaderLength), 100 * 200, 100 * 210);
        }
    }

    [Fact]
    public void After_closing_the_file_is_complete_without_its_log_and_ordinal()
    {
        Store(new SequencedItem(Sequence, 0, "Example.Created", default));

        Assert.Equal([DatabasePath], Directory.GetFiles(Path.GetDirectoryName(DatabasePath)!));
        using LiteEngine engine = new(DatabasePath);
        Assert.EndsWith("/Ordinal", engine.Pragma("COLLATION").AsString, StringComparison.Ordinal);
    }

    /// <summary>The columns of a block that isn't compressed, behind its mark, kind, length and checksum.</summary>
    private static string ColumnsIn(BsonDocument document)
    {
        var bytes = document["e"].AsBinary;
        Assert.Equal((0xE5, 1), (bytes[0], bytes[1]));
        return Convert.ToHexString(bytes, HeaderLength, BitConverter.ToInt32(bytes, 2));
    }

    private static string Varint(long value)
    {
        List<byte> bytes = [];
        for (; value >= 128; value >>= 7)
        {
            bytes.Add((byte)(value | 128));
        }

        return Convert.ToHexString([.. bytes, (byte)value]);
    }

    private void Store(params SequencedItem[] items)
    {
        using var datastore = LiteDbDatastore.Open(DatabasePath);
        datastore.ActiveRecordStrategy.Append(items);
    }
}
