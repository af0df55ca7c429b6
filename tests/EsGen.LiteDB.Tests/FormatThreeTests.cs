using System.Buffers.Binary;
using System.Text;
using LiteDB;
using LiteDB.Engine;
using Xunit;

namespace EsGen.LiteDB.Tests;

/// <summary>A file of format 3 is read, gets format 4 when it is opened, and its blocks are written anew as events come to them.</summary>
public sealed class FormatThreeTests
{
    private const int Count = 200;
    private const int Folded = 150;
    private const int VersionOffset = 112 + 8;

    private readonly TestFiles _files = FilesOfFormatThree();

    [Fact]
    public void Everything_in_it_is_read_and_it_goes_on_as_format_four()
    {
        for (var opening = 0; opening < 3; opening++)
        {
            using var datastore = _files.Open();
            datastore.Verify();
            Assert.Equal(Count + (20 * opening), NumberedItems.AssertExactPrefix(datastore));
            Assert.Equal(FileStamp.Version, _files.Data[VersionOffset]);
        }

        var engine = DurableEngine.Open(_files);
        Assert.Equal(FileStamp.Version, MetaOf(engine.Database)["format"].AsInt32);
        engine.Close(lastId: null);
    }

    [Fact]
    public void A_process_that_dies_after_opening_it_leaves_a_store_that_can_be_opened()
    {
        using var datastore = _files.Open();
        datastore.ActiveRecordStrategy.Append(NumberedItems.Items(Count + 1, 300));
        var (data, log) = _files.Snapshot();
        using var again = new TestFiles { Data = data, Log = log, LogExists = true }.Open();
        Assert.Equal(Count + 300, NumberedItems.AssertExactPrefix(again));
    }

    [Fact]
    public void What_is_damaged_in_it_is_never_read_as_something_else_and_salvaged_from_the_other_order()
    {
        Random random = new(1);
        for (var trial = 0; trial < TestLength.Choose(30, 1000); trial++)
        {
            var data = _files.Data;
            var offset = random.Next(DataPage.Length, data.Length);
            data[offset] ^= (byte)(1 << random.Next(8));
            var (report, stored, setAside) = new SalvageTests.DamagedStore([.. data], Log: null, Count, LastAppend: 1, static _ => 200).Salvage();
            Assert.InRange(report.StoredCount + report.SetAsideCount, Count - 1, Count);
            Assert.All(stored.Concat(setAside), static notification => Assert.Equal(
                NumberedItems.Item(SalvageTests.DamagedStore.IdOf(notification.Item)), notification.Item));

            DataPage.Seal(data.AsSpan(offset / DataPage.Length * DataPage.Length, DataPage.Length));
            var exception = Record.Exception(() =>
            {
                using var datastore = new TestFiles { Data = data }.Open();
                datastore.Verify();
                Assert.Equal(Count, NumberedItems.AssertExactPrefix(datastore));
            });
            Assert.True(exception is null or StoreCorruptException or DatastoreFailedException or InvalidDataException, exception?.ToString());
        }
    }

    private static TestFiles FilesOfFormatThree()
    {
        TestFiles files = new();
        files.Open().Dispose();
        var engine = DurableEngine.Open(files);
        var items = NumberedItems.Items(1, Count).Select(static (item, index) => (Id: index + 1L, Item: item)).ToList();
        foreach (var block in items.Chunk(30))
        {
            engine.CommitUnsynced(database => database.Insert("events", [Block(block[0].Id, block, room: 500)], BsonAutoId.Int64));
        }

        foreach (var block in items.Take(Folded).GroupBy(static item => item.Item.SequenceId))
        {
            var first = block.First().Item;
            engine.CommitUnsynced(database =>
                database.Insert("events", [Block(SequenceKey.Create(first.SequenceId, first.Position), [.. block], room: 0)], BsonAutoId.Int64));
        }

        engine.CommitUnsynced(static database =>
            database.Insert("events", [new BsonDocument { ["_id"] = 0L, ["f"] = (long)Folded }], BsonAutoId.Int64));
        engine.CommitUnsynced(static database =>
        {
            var meta = MetaOf(database);
            meta["format"] = 3;
            meta["head"] = (long)Count;
            database.Update("meta", [meta]);
        });
        engine.Close(lastId: null);
        var data = files.Data;
        data[VersionOffset] = 3;
        DataPage.Seal(data.AsSpan(0, DataPage.Length));
        files.Data = data;
        return files;
    }

    private static BsonDocument MetaOf(ILiteEngine database)
    {
        using var documents = database.Query("meta", new Query());
        Assert.True(documents.Read());
        return documents.Current.AsDocument;
    }

    private static BsonDocument Block(BsonValue id, (long Id, SequencedItem Item)[] items, int room)
    {
        List<byte> bytes = [];
        var checksum = Crc.Start;
        foreach (var (number, item) in items)
        {
            var packed = Event(number, item);
            checksum = Crc.Add(checksum, BinaryPrimitives.ReadUInt32LittleEndian(packed));
            bytes.AddRange(packed);
        }

        return new BsonDocument
        {
            ["_id"] = id,
            ["e"] = (byte[])[.. bytes, .. new byte[room]],
            ["n"] = bytes.Count,
            ["c"] = unchecked((int)checksum),
        };
    }

    /// <summary>A checksum; the lengths of topic, data and metadata; notification id, ticks; sequence id and position; topic, data, metadata.</summary>
    private static byte[] Event(long id, SequencedItem item)
    {
        byte[] bytes =
        [
            .. BitConverter.GetBytes(Encoding.UTF8.GetByteCount(item.Topic)),
            .. BitConverter.GetBytes(item.Data.Length),
            .. BitConverter.GetBytes(item.Metadata.Length),
            .. BitConverter.GetBytes(id),
            .. BitConverter.GetBytes(item.Timestamp.UtcTicks),
            .. SequenceKey.Create(item.SequenceId, item.Position),
            .. Encoding.UTF8.GetBytes(item.Topic),
            .. item.Data.Span,
            .. item.Metadata.Span,
        ];
        return [.. BitConverter.GetBytes(Crc.Of(bytes)), .. bytes];
    }
}
