using Xunit;

namespace EsGen.Testing.Stores;

/// <summary>What every store of read models must do. Each store's test project derives from this class and says how to open one.</summary>
public abstract class ReadModelStoreContract
{
    private static readonly ReadModelVersion s_version = new("agenda", "f1", 1);

    /// <summary>Opens an empty store.</summary>
    protected abstract IReadModelStore CreateStore();

    /// <summary>The same store after it was closed; the same object for one in memory.</summary>
    /// <param name="store">The store.</param>
    protected virtual IReadModelStore Reopen(IReadModelStore store) => store;

    [Fact]
    public void There_is_nothing_before_it_is_begun()
    {
        IReadModelStore store = CreateStore();
        Assert.Empty(store.GetVersions("agenda"));
        Assert.Null(store.Find(s_version));
        store.Drop(s_version);
        store.DropUnused("agenda", "f1", TimeSpan.Zero);
    }

    [Fact]
    public void Versions_are_kept_apart_and_dropped_one_by_one()
    {
        IReadModelStore store = CreateStore();
        ReadModelVersion[] versions =
            [s_version, s_version with { Generation = 2 }, s_version with { Fingerprint = "f2" }, s_version with { Name = "other" }];
        for (int i = 0; i < versions.Length; i++)
        {
            store.Begin(versions[i], new ReadModelState(0, 9, 0, 0))
                .Commit(new ReadModelState(i + 1, 9, 1, (UInt128)i), [Set(0, "key", $"{i}")]);
        }

        store = Reopen(store);
        Assert.Equal(versions.Take(3).ToHashSet(), store.GetVersions("agenda").ToHashSet());
        for (int i = 0; i < versions.Length; i++)
        {
            IReadModelDocuments documents = store.Find(versions[i])!;
            Assert.Same(documents, store.Find(versions[i]));
            Assert.Equal(new ReadModelState(i + 1, 9, 1, (UInt128)i), documents.Read(static view => view.State));
            Assert.Equal($"{i}", Text(documents.Read(static view => view.Find(0, Bytes("key")))!.Value));
        }

        store.DropUnused("agenda", "f1", TimeSpan.Zero);
        store.Drop(versions[1]);
        store = Reopen(store);
        Assert.Equal([s_version], store.GetVersions("agenda"));
        Assert.Null(store.Find(versions[1]));
        Assert.NotNull(store.Find(versions[3]));
    }

    [Fact]
    public void What_is_begun_again_is_empty()
    {
        IReadModelStore store = CreateStore();
        store.Begin(s_version, default).Commit(new ReadModelState(5, 0, 1, 7), [Set(0, "a", "1"), Set(2, "b", "")]);
        IReadModelDocuments again = store.Begin(s_version, new ReadModelState(0, 3, 0, 0));
        Assert.Equal(new ReadModelState(0, 3, 0, 0), again.Read(static view => view.State));
        Assert.Empty(again.Read(static view => view.GetRange(new DocumentRange(0))));
        Assert.Empty(Reopen(store).Find(s_version)!.Read(static view => view.GetRange(new DocumentRange(2))));
    }

    [Fact]
    public void A_view_stays_what_it_is()
    {
        IReadModelDocuments documents = CreateStore().Begin(s_version, default);
        documents.Commit(new ReadModelState(1, 0, 1, 0), [Set(0, "a", "1")]);
        int tries = 0;
        documents.Read(view =>
        {
            if (tries++ == 0)
            {
                documents.Commit(new ReadModelState(2, 0, 2, 0), [Set(0, "a", "2"), Set(0, "b", "2")]);
            }

            // Either all as it was, or all as it is: a store may begin again.
            long position = view.State.Position;
            Assert.Equal($"{position}", Text(view.Find(0, Bytes("a"))!.Value));
            Assert.Equal(position, view.GetRange(new DocumentRange(0)).Count);
            return 0;
        });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void Trees_are_sorted_by_bytes_whatever_is_changed(int seed)
    {
        Random random = new(seed);
        IReadModelStore store = CreateStore();
        IReadModelDocuments documents = store.Begin(s_version, default);
        SortedDictionary<string, string>[] model = [new(StringComparer.Ordinal), new(StringComparer.Ordinal), new(StringComparer.Ordinal)];
        for (int round = 1; round <= 30; round++)
        {
            Dictionary<(int, string), string?> changes = [];
            for (int i = random.Next(200); i >= 0; i--)
            {
                int tree = random.Next(3);
                string key = $"{random.Next(round % 2 == 0 ? 2000 : 50):d4}";
                bool isRemoved = random.Next(round > 20 ? 3 : 2) > 0 && round % 5 == 0;
                changes[(tree, key)] = isRemoved
                    ? null
                    : new string((char)('a' + random.Next(26)), random.Next(seed == 4 && random.Next(50) == 0 ? 20_000 : 200));
            }

            foreach (((int tree, string key), string? value) in changes)
            {
                if (value is null)
                {
                    model[tree].Remove(key);
                }
                else
                {
                    model[tree][key] = value;
                }
            }

            documents.Commit(
                new ReadModelState(round, 0, 0, 0),
                [.. changes.Select(static change => Set(change.Key.Item1, change.Key.Item2, change.Value))]);
            if (round % 10 == 0)
            {
                store = Reopen(store);
                documents = store.Find(s_version)!;
            }

            for (int tree = 0; tree < 3; tree++)
            {
                AssertSame(model[tree], documents, tree, random);
            }
        }
    }

    private static void AssertSame(SortedDictionary<string, string> model, IReadModelDocuments documents, int tree, Random random)
    {
        Assert.Equal(
            model,
            documents.Read(view => view.GetRange(new DocumentRange(tree)))
                .Select(static entry => KeyValuePair.Create(Text(entry.Key), Text(entry.Value))));
        string from = $"{random.Next(2000):d4}", to = $"{random.Next(2000):d4}";
        foreach (bool descending in (bool[])[false, true])
        {
            DocumentRange range = new(tree) { From = Bytes(from), To = Bytes(to), Limit = 7, Descending = descending };
            IEnumerable<string> expected =
                model.Keys.Where(key => string.CompareOrdinal(key, from) >= 0 && string.CompareOrdinal(key, to) < 0);
            Assert.Equal(
                (descending ? expected.Reverse() : expected).Take(7),
                documents.Read(view => view.GetRange(range)).Select(static entry => Text(entry.Key)));
        }

        ReadOnlyMemory<byte>[] keys = [.. Enumerable.Range(0, 20).Select(_ => Bytes($"{random.Next(2000):d4}"))];
        Assert.Equal(
            keys.Select(key => model.GetValueOrDefault(Text(key))),
            documents.Read(view => view.FindAll(tree, keys)).Select(static value => value is { } there ? Text(there) : null));
    }

    private static DocumentChange Set(int tree, string key, string? value) =>
        new(tree, Bytes(key), value is null ? default(ReadOnlyMemory<byte>?) : Bytes(value));

    private static ReadOnlyMemory<byte> Bytes(string text) => System.Text.Encoding.UTF8.GetBytes(text);

    private static string Text(ReadOnlyMemory<byte> bytes) => System.Text.Encoding.UTF8.GetString(bytes.Span);
}
