using System.Buffers.Binary;
using System.Text;
using LiteDB;
using LiteDB.Engine;
using Xunit;

namespace EsGen.LiteDB.Tests;

/// <summary>Files of format 3 with <see cref="NumberedItems"/>, written as the versions wrote them that had it.</summary>
internal static class FormatThreeFiles
{
    public const int Count = 200;

    private const int Folded = 150;
    private const int ItemsPerBlock = 30;
    private const int VersionOffset = 112 + 8;

    /// <summary>Of a store that was closed.</summary>
    public static TestFiles Closed()
    {
        var files = Create();
        var engine = DurableEngine.Open(files);
        Write(engine, 0, Count);
        engine.Close(lastId: null);
        SetVersion(files);
        return files;
    }

    /// <summary>Of a process that was killed, so that half of the events are in the log only.</summary>
    public static TestFiles Killed()
    {
        var files = Create();
        var engine = DurableEngine.Open(files);
        Write(engine, 0, Count / 2);
        engine.Close(lastId: null);

        TestFiles open = new() { CheckpointPages = 100_000, Data = files.Data };
        engine = DurableEngine.Open(open);
        Write(engine, Count / 2, Count);
        engine.Sync();
        var (data, log) = open.Snapshot();
        engine.Close(lastId: null);
        TestFiles killed = new() { LogExists = true, Data = data, Log = log };
        SetVersion(killed);
        return killed;
    }

    public static void WriteTo(string path, TestFiles files)
    {
        File.WriteAllBytes(path, files.Data);
        if (files.LogExists)
        {
            File.WriteAllBytes(path + ".wal", files.Log);
        }
    }

    /// <summary>A store without events, whose tracking is that of all that there will be.</summary>
    private static TestFiles Create()
    {
        TestFiles files = new();
        using var datastore = files.Open();
        datastore.ActiveRecordStrategy.Append([], new Tracking(NumberedItems.Follower, Count));
        return files;
    }

    private static void Write(DurableEngine engine, int first, int end)
    {
        var items = NumberedItems.Items(1, end).Select(static (item, index) => (Id: index + 1L, Item: item)).ToList();
        for (var index = first; index < end; index += ItemsPerBlock)
        {
            var block = items[index..Math.Min(index + ItemsPerBlock, end)];
            engine.CommitUnsynced(database => database.Insert("events", [Block(block[0].Id, [.. block], room: 500)], BsonAutoId.Int64));
        }

        if (first == 0)
        {
            foreach (var block in items.Take(Folded).GroupBy(static item => item.Item.SequenceId))
            {
                var key = SequenceKey.Create(block.Key, block.First().Item.Position);
                engine.CommitUnsynced(database => database.Insert("events", [Block(key, [.. block], room: 0)], BsonAutoId.Int64));
            }

            var folded = Math.Min(Folded, end);
            engine.CommitUnsynced(database =>
                database.Insert("events", [new BsonDocument { ["_id"] = 0L, ["f"] = (long)folded }], BsonAutoId.Int64));
        }

        engine.CommitUnsynced(database =>
        {
            var meta = MetaOf(database);
            meta["format"] = FileStamp.OldestVersion;
            meta["head"] = (long)end;
            database.Update("meta", [meta]);
        });
    }

    private static void SetVersion(TestFiles files)
    {
        var data = files.Data;
        data[VersionOffset] = FileStamp.OldestVersion;
        DataPage.Seal(data.AsSpan(0, DataPage.Length));
        files.Data = data;
    }

    public static BsonDocument MetaOf(ILiteEngine database)
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
