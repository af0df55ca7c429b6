using EsGen.Conformance;
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
        using ReadModelFile file = new(Path);
        BlockStore blocks = new(file, "m1");
        blocks.Write(0, default, []);
        var documents = blocks.Open(cache)!;
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
                using (ReadModelFile file = new(Path))
                {
                    file.Commit(static engine => engine.Upsert("models", [new global::LiteDB.BsonDocument { ["_id"] = 0, ["format"] = 2 }], global::LiteDB.BsonAutoId.Int32));
                }

                break;
        }

        store = CreateStore();
        Assert.True(store.GetVersions("agenda").Count == 0 || store.Find(s_version) is null);
        store.Begin(s_version, default).Commit(new ReadModelState(1, 0, 1, 0), [new DocumentChange(0, new byte[1], new byte[1])]);
        Assert.Equal(1, Reopen(store).Find(s_version)!.Read(static view => view.State).Position);
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

    protected override IReadModelStore CreateStore() => _store = new LiteDbReadModelStore(Path);

    protected override IReadModelStore Reopen(IReadModelStore store)
    {
        Close();
        return CreateStore();
    }

    private void Close() => _store?.Dispose();
}
