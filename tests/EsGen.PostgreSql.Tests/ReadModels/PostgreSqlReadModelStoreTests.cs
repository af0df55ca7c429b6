using EsGen.Testing.Stores;
using Npgsql;
using Xunit;

namespace EsGen.PostgreSql.Tests.ReadModels;

/// <summary>The contract, and what only a store of several processes has to do.</summary>
public sealed class PostgreSqlReadModelStoreTests : ReadModelStoreContract
{
    private static readonly ReadModelVersion s_version = new("agenda", "f1", 1);
    private PostgreSqlSettings _settings = PostgreSqlServer.NewSettings();

    [Fact]
    public void Long_keys_sort_as_short_ones_do()
    {
        IReadModelStore store = CreateStore();
        IReadModelDocuments documents = store.Begin(s_version, default);
        Random random = new(1);
        string[] keys =
        [
            .. Enumerable.Range(0, 300).Select(number =>
                new string('a', number % 3 == 0 ? 1023 : number % 3 == 1 ? 1024 : 5000) + new string((char)('a' + random.Next(20)), random.Next(6000)) + number),
            new string('a', 1023), new string('a', 1024), new string('a', 1025), "", "a", "b",
        ];
        for (int tree = 0; tree < 2; tree++)
        {
            documents.Commit(
                new ReadModelState(tree + 1, 0, keys.Length, 0), [.. keys.Select(key => new DocumentChange(tree, Bytes(key), Bytes(key)))]);
            string[] sorted = [.. keys.Order(StringComparer.Ordinal)];
            Assert.Equal(sorted, documents.Read(view => view.GetRange(new DocumentRange(tree))).Select(static entry => Text(entry.Value)));
            string from = sorted[40], to = sorted[200];
            DocumentRange range = new(tree) { From = Bytes(from), To = Bytes(to), Descending = true, Limit = 50 };
            Assert.Equal(sorted[150..200].Reverse(), documents.Read(view => view.GetRange(range)).Select(static entry => Text(entry.Key)));
            Assert.All(keys, key => Assert.Equal(key, Text(documents.Read(view => view.Find(tree, Bytes(key)))!.Value)));
        }

        documents.Commit(
            new ReadModelState(3, 0, 0, 0), [.. keys.SelectMany(static key => new[] { new DocumentChange(0, Bytes(key), null), new DocumentChange(1, Bytes(key), null) })]);
        Assert.Empty(documents.Read(static view => view.GetRange(new DocumentRange(0))));
        Assert.Empty(documents.Read(static view => view.GetRange(new DocumentRange(1))));
    }

    [Fact]
    public void Who_has_not_seen_the_last_commit_commits_nothing()
    {
        IReadModelStore one = CreateStore(), other = Open(_settings);
        IReadModelDocuments frozen = one.Begin(s_version, default);
        IReadModelDocuments next = other.Find(s_version)!;
        next.Commit(new ReadModelState(1, 0, 1, 0), [new DocumentChange(0, Bytes("a"), Bytes("next"))]);
        Assert.Throws<ObjectDisposedException>(() => frozen.Commit(new ReadModelState(1, 0, 1, 0), [new DocumentChange(0, Bytes("a"), Bytes("frozen"))]));
        Assert.Throws<ObjectDisposedException>(() => frozen.Commit(new ReadModelState(2, 0, 1, 0), []));

        Assert.Equal("next", Text(frozen.Read(static view => view.Find(0, Bytes("a")))!.Value));
        IReadModelDocuments again = one.Find(s_version)!;
        Assert.NotSame(frozen, again);
        again.Commit(new ReadModelState(2, 0, 1, 0), [new DocumentChange(0, Bytes("a"), Bytes("again"))]);
        Assert.Equal((2, "again"), next.Read(static view => (view.State.Position, Text(view.Find(0, Bytes("a"))!.Value))));
    }

    [Fact]
    public async Task A_view_is_one_snapshot_whatever_comes_first()
    {
        IReadModelStore one = CreateStore(), other = Open(_settings);
        one.Begin(s_version, default).Commit(new ReadModelState(1, 0, 1, 0), [new DocumentChange(0, Bytes("a"), Bytes("1"))]);
        IReadModelDocuments reading = one.Find(s_version)!, writing = other.Find(s_version)!;
        int tries = 0;
        (string First, string Second, long Position) seen = reading.Read(view =>
        {
            string first = Text(view.Find(0, Bytes("a"))!.Value);
            if (tries++ == 0)
            {
                writing.Commit(new ReadModelState(2, 0, 1, 0), [new DocumentChange(0, Bytes("a"), Bytes("2"))]);
            }

            return (first, Text(view.FindAll(0, [Bytes("a")])[0]!.Value), view.State.Position);
        });
        Assert.Equal(("2", "2", 2), seen);
        Assert.Equal(2, tries);
        Assert.Equal(("2", "2", 2), await reading.ReadAsync(view =>
            (Text(view.Find(0, Bytes("a"))!.Value), Text(view.GetRange(new DocumentRange(0))[0].Value), view.State.Position)));
    }

    [Fact]
    public void Documents_that_another_process_removed_are_gone()
    {
        IReadModelStore one = CreateStore(), other = Open(_settings);
        IReadModelDocuments documents = one.Begin(s_version, default);
        other.Drop(s_version);
        Assert.Throws<ObjectDisposedException>(() => documents.Read(static view => view.State));
        Assert.Throws<ObjectDisposedException>(() => documents.Read(static view => view.Find(0, Bytes("a"))));
        Assert.Throws<ObjectDisposedException>(() => documents.Commit(new ReadModelState(1, 0, 0, 0), []));
        Assert.Null(one.Find(s_version));
        Assert.Equal(0L, Scalar($"select count(*) from pg_tables where schemaname = '{_settings.Schema}' and tablename like '#%'"));
    }

    [Fact]
    public void Documents_of_another_build_stay_as_long_as_they_are_used()
    {
        IReadModelStore store = CreateStore();
        ReadModelVersion old = s_version with { Fingerprint = "f0" };
        store.Begin(old, default);
        store.Begin(s_version, default);
        store.DropUnused("agenda", "f1", TimeSpan.FromDays(1));
        Assert.NotNull(store.Find(old));

        PostgreSqlServer.Instance.Execute($"update {_settings.Schema}.models set used_at = now() - interval '25 hours'");
        Open(_settings).Find(old)!.Read(static view => view.State);
        store.DropUnused("agenda", "f1", TimeSpan.FromDays(1));
        Assert.NotNull(store.Find(old));

        PostgreSqlServer.Instance.Execute($"update {_settings.Schema}.models set used_at = now() - interval '25 hours'");
        store.DropUnused("agenda", "f1", TimeSpan.FromDays(1));
        Assert.Null(store.Find(old));
        Assert.NotNull(store.Find(s_version));
    }

    [Fact]
    public async Task Many_may_begin_the_same_at_once_and_one_of_them_goes_on()
    {
        PostgreSqlDatastore.Open(_settings).Dispose();
        IReadModelStore[] stores = [.. Enumerable.Range(0, 6).Select(_ => Open(_settings))];
        IReadModelDocuments[] begun = await Task.WhenAll(stores.Select(store => Task.Run(() => store.Begin(s_version, default))));
        int committed = 0;
        foreach (IReadModelDocuments documents in begun)
        {
            try
            {
                documents.Commit(new ReadModelState(1, 0, 0, 0), []);
                committed++;
            }
            catch (ObjectDisposedException)
            {
                // Another one has begun behind it.
            }
        }

        Assert.Equal(1, committed);
        Assert.Equal(2L, Scalar($"select count(*) from pg_tables where schemaname = '{_settings.Schema}' and tablename like '#%'"));
    }

    [Fact]
    public void A_name_with_a_null_character_is_refused()
    {
        IReadModelStore store = CreateStore();
        Assert.Throws<ArgumentException>(() => store.GetVersions("a\0b"));
        Assert.Throws<ArgumentException>(() => store.Begin(new ReadModelVersion("a\0b", "f", 1), default));
    }

    protected override IReadModelStore CreateStore()
    {
        _settings = PostgreSqlServer.NewSettings();
        return Open(_settings);
    }

    protected override IReadModelStore Reopen(IReadModelStore store) => Open(_settings);

    private static IReadModelStore Open(PostgreSqlSettings settings) => PostgreSqlDatastore.Open(settings).ReadModelStore!;

    private static object? Scalar(string sql)
    {
        using NpgsqlCommand command = PostgreSqlServer.Instance.DataSource.CreateCommand(sql);
        return command.ExecuteScalar();
    }

    private static ReadOnlyMemory<byte> Bytes(string text) => System.Text.Encoding.UTF8.GetBytes(text);

    private static string Text(ReadOnlyMemory<byte> bytes) => System.Text.Encoding.UTF8.GetString(bytes.Span);
}
