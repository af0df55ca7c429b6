using System.Buffers.Binary;
using EsGen.Testing.Stores;
using Xunit;

namespace EsGen.LiteDB.Tests;

public sealed class LiteDbReadModelStoreTests : ReadModelStoreContract, IDisposable
{
    private static readonly ReadModelVersion s_version = new("agenda", "f1", 1);

    private readonly TemporaryFolder _folder = new();
    private LiteDbReadModelStore? _store;

    private string Path => _folder.File("example.readmodels.db");

    public void Dispose()
    {
        _store?.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_cache_that_keeps_next_to_nothing_changes_no_answer()
    {
        BlockCache cache = new(limit: PackedBlock.Size * 2);
        using var file = ReadModelFile.OnDisk(Path);
        BlockStore blocks = new(file, file.Open(), "m1");
        blocks.Write(0, default, []);
        var documents = PackedDocuments.Open(blocks, cache)!;
        for (var i = 0; i < 40; i++)
        {
            documents.Commit(
                new ReadModelState(i + 1, 0, 0, 0),
                [.. Enumerable.Range(0, 50).Select(n => new DocumentChange(0, BitConverter.GetBytes(n * 40 + i), new byte[100]))]);
        }

        Assert.Equal(2000, documents.Read(static view => view.GetRange(new DocumentRange(0))).Count);
        var keys = Enumerable.Range(0, 2000).Select(static n => (ReadOnlyMemory<byte>)BitConverter.GetBytes(n)).ToArray();
        Assert.All(documents.Read(view => view.FindAll(0, keys)), static value => Assert.NotNull(value));
    }

    [Theory]
    [InlineData("deleted")]
    [InlineData("truncated")]
    [InlineData("garbled")]
    [InlineData("text")]
    [InlineData("newer")]
    public void A_file_that_isn_t_what_was_written_is_thrown_away(string damage)
    {
        var store = Reopen(CreateStore());
        store.Begin(s_version, default).Commit(
            new ReadModelState(5, 0, 500, 7),
            [.. Enumerable.Range(0, 500).Select(static n => new DocumentChange(0, BitConverter.GetBytes(n), new byte[100]))]);
        Close();
        switch (damage)
        {
            case "deleted":
                File.Delete(Path);
                break;
            case "truncated":
                using (var file = File.OpenWrite(Path))
                {
                    file.SetLength(file.Length / 8192 / 2 * 8192);
                }

                break;
            case "garbled":
                var bytes = File.ReadAllBytes(Path);
                for (var i = 8192 + 100; i < bytes.Length; i += 512)
                {
                    bytes[i] ^= 0x55;
                }

                File.WriteAllBytes(Path, bytes);
                break;
            case "text":
                File.WriteAllText(Path, "no database");
                break;
            default:
                using (var file = ReadModelFile.OnDisk(Path))
                {
                    file.Commit(file.Open(), static engine => engine.Upsert("models", [new global::LiteDB.BsonDocument { ["_id"] = 0, ["format"] = 2 }], global::LiteDB.BsonAutoId.Int32));
                }

                break;
        }

        store = CreateStore();
        Assert.True(store.GetVersions("agenda").Count == 0 || store.Find(s_version) is null);
        store.Begin(s_version, default).Commit(new ReadModelState(1, 0, 1, 0), [new DocumentChange(0, new byte[1], new byte[1])]);
        Assert.Equal(1, Reopen(store).Find(s_version)!.Read(static view => view.State).Position);
    }

    [Fact]
    public void A_page_that_is_damaged_while_the_file_is_open_takes_no_other_model_with_it()
    {
        TestFiles files = new();
        using LiteDbReadModelStore store = new(new ReadModelFile(files, () => (files.Data, files.LogExists, files.Log) = ([], false, [])));
        ReadModelVersion other = s_version with { Name = "other" };
        Fill(store.Begin(s_version, default), 0, 2_000);
        Fill(store.Begin(other, default), 0, 2_000);
        store.Dispose();
        using LiteDbReadModelStore again = new(new ReadModelFile(files, () => (files.Data, files.LogExists, files.Log) = ([], false, [])));
        var (left, right) = (again.Find(s_version)!, again.Find(other)!);
        var bytes = files.Data;
        for (var i = 8192 * 3; i < bytes.Length; i += 512)
        {
            bytes[i] ^= 0x55;
        }

        files.Data = bytes;
        Assert.Throws<ObjectDisposedException>(() => left.Read(static view => view.GetRange(new DocumentRange(0))));
        Assert.Throws<ObjectDisposedException>(() => Fill(right, 0, 1));
        Assert.Empty(again.GetVersions("agenda"));
        Assert.NotNull(again.TakeLoss());
        Assert.Null(again.TakeLoss());
        Fill(again.Begin(other, default), 0, 10);
        Assert.Equal(10, again.Find(other)!.Read(static view => view.GetRange(new DocumentRange(0))).Count);
    }

    [Fact]
    public void A_new_file_is_no_loss()
    {
        var store = (LiteDbReadModelStore)CreateStore();
        Assert.Empty(store.GetVersions("agenda"));
        Assert.Null(store.TakeLoss());
        Assert.Empty(Reopen(store).GetVersions("agenda"));
        Assert.Null(_store!.TakeLoss());
    }

    [Fact]
    public void Opening_what_was_closed_reads_no_blocks()
    {
        TestFiles files = new();
        using (LiteDbReadModelStore store = new(new ReadModelFile(files, () => { })))
        {
            var documents = store.Begin(s_version, default);
            for (var i = 0; i < 10; i++)
            {
                Fill(documents, i * 1_000, 1_000);
            }
        }

        var reads = 0;
        using LiteDbReadModelStore again = new(new ReadModelFile(files, () => { }));
        Assert.Single(again.GetVersions("agenda"));
        files.Before = operation => reads += operation is { IsLog: false, Kind: FileOperationKind.Read } ? 1 : 0;
        var found = again.Find(s_version)!;
        Assert.InRange(reads, 1, 20);
        Assert.Equal(10_000, found.Read(static view => view.GetRange(new DocumentRange(0))).Count);
        Assert.InRange(reads, 100, int.MaxValue);

        // What is changed after that is found, whether the directory was written again or not.
        Fill(found, 10_000, 1_000);
        TestFiles killed = new() { LogExists = true, Data = files.Data, Log = files.Log };
        using LiteDbReadModelStore afterwards = new(new ReadModelFile(killed, () => { }));
        Assert.Equal(11_000, afterwards.Find(s_version)!.Read(static view => view.GetRange(new DocumentRange(0))).Count);
    }

    [Fact]
    public void Blocks_that_get_nearly_empty_are_joined()
    {
        using var file = ReadModelFile.OnDisk(Path);
        BlockStore blocks = new(file, file.Open(), "m1");
        blocks.Write(0, default, []);
        var documents = PackedDocuments.Open(blocks, new BlockCache(1 << 20))!;
        Fill(documents, 0, 5_000);
        var full = documents.BlockCount;
        for (var part = 0; part < 10; part++)
        {
            // All but every twentieth, in the order in which nobody inserted them.
            documents.Commit(
                new ReadModelState(part + 2, 0, 0, 0),
                [.. Enumerable.Range(0, 5_000).Where(n => n % 20 != 0 && n % 10 == part).Select(static n => new DocumentChange(0, Key(n), null))]);
        }

        Assert.Equal(
            Enumerable.Range(0, 250).Select(static n => n * 20),
            documents.Read(static view => view.GetRange(new DocumentRange(0))).Select(static entry => BinaryPrimitives.ReadInt32BigEndian(entry.Key.Span)));
        Assert.InRange(documents.BlockCount, 1, full / 4);
        Assert.Equal(250, PackedDocuments.Open(blocks, new BlockCache(1 << 20))!.Read(static view => view.GetRange(new DocumentRange(0))).Count);
    }

    [Fact]
    public void A_store_of_events_at_its_path_is_left_as_it_is()
    {
        using (var events = LiteDbDatastore.Open(Path))
        {
            events.ActiveRecordStrategy.Append(NumberedItems.Item(1));
        }

        var store = CreateStore();
        Assert.Throws<InvalidOperationException>(() => store.GetVersions("agenda"));
        Close();
        using var again = LiteDbDatastore.Open(Path);
        Assert.Equal(1, NumberedItems.AssertExactPrefix(again));
    }

    [Fact]
    public void A_second_process_can_t_have_the_file()
    {
        var store = CreateStore();
        Assert.Empty(store.GetVersions("agenda"));
        using LiteDbReadModelStore second = new(Path);
        Assert.Throws<DatastoreInUseException>(() => second.GetVersions("agenda"));
    }

    private static void Fill(IReadModelDocuments documents, int first, int count) => documents.Commit(
        new ReadModelState(first + count, 0, 0, 0),
        [.. Enumerable.Range(first, count).Select(static n => new DocumentChange(0, Key(n), new byte[100]))]);

    private static byte[] Key(int number)
    {
        var key = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(key, number);
        return key;
    }

    protected override IReadModelStore CreateStore() => _store = new LiteDbReadModelStore(Path);

    protected override IReadModelStore Reopen(IReadModelStore store)
    {
        Close();
        return CreateStore();
    }

    private void Close() => _store?.Dispose();
}
