using System.Collections;
using System.Globalization;
using CsCheck;
using EsGen.LiteDB;
using EsGen.Tests.Domain;
using Xunit;

namespace EsGen.Tests.Properties;

/// <summary>Whatever happens to fields of whatever type: with a snapshot at every version, with one only, and without any, each load is the same.</summary>
public sealed class SnapshotProperties : IDisposable
{
    private static readonly Gen<Action<KeptTypes>> s_typesStep = Gen.OneOf(
        EventFields.AnyEvent.Select(static e => (Action<KeptTypes>)(entity => entity.Keep(e))),
        Gen.Select(Gen.OneOf("a", "A", "b", ""), Gen.Int[-5, 5], static (text, number) => (Action<KeptTypes>)(entity => entity.Gather(text, number))));

    private static readonly Gen<Action<KeptShapes>> s_shapesStep = EventShapes.AnyEvent.Select(static e => (Action<KeptShapes>)(entity => entity.Keep(e)));

    private readonly TemporaryFolder _folder = new();
    private readonly LogEntries _log = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("memory")]
    [InlineData("LiteDB in memory")]
    [InlineData("files")]
    public void Fields_of_every_type(string kind) => Check(kind, s_typesStep, static () => new KeptTypes(Guid.CreateVersion7()));

    [Theory]
    [InlineData("memory")]
    [InlineData("LiteDB in memory")]
    [InlineData("files")]
    public void Fields_of_every_shape(string kind) => Check(kind, s_shapesStep, static () => new KeptShapes(Guid.CreateVersion7()));

    private void Check<T>(string kind, Gen<Action<T>> anyStep, Func<T> create)
        where T : class, IEventSourced<T>
    {
        using IDatastore datastore = Open(kind);
        using EventSourcedApplication app = new(datastore, new() { LoggerFactory = _log });
        using EventSourcedApplication without = new(datastore.ActiveRecordStrategy);
        ISnapshotStore store = datastore.SnapshotStore!;
        string fingerprint = T.Description.State!.Fingerprint;
        Gen.Select(anyStep.Array[0, 12], Gen.Int[1, 13]).Sample(
            (steps, kept) =>
            {
                T live = create();
                List<string> states = [];
                Save();
                foreach (Action<T> step in steps)
                {
                    step(live);
                    Save();
                }

                Assert.Empty(_log.Entries);
                AssertLoads(1);
                Snapshot[] all = [.. Enumerable.Range(1, states.Count).Select(version => store.Find(live.Id, fingerprint, version)!.Value)];
                Assert.Equal(Enumerable.Range(1, states.Count).Select(static version => (long)version), all.Select(static snapshot => snapshot.Version));

                // Only one is left, so that what it gives has to go on as the original did.
                int at = Math.Min(kept, states.Count);
                store.Delete(live.Id);
                store.Put(all[at - 1], keep: 0);
                AssertLoads(at);
                Assert.Empty(_log.Entries);

                void Save()
                {
                    app.Repository<T>().Save(live);
                    app.Snapshots.WaitAsync().GetAwaiter().GetResult();
                    states.Add(Describe(live));
                }

                void AssertLoads(int from)
                {
                    for (int version = from; version <= states.Count; version++)
                    {
                        Assert.Equal(states[version - 1], Describe(without.Repository<T>().Get(live.Id, version)));
                        Assert.Equal(states[version - 1], Describe(app.Repository<T>().Get(live.Id, version)));
                    }

                    Assert.Equal(states[^1], Describe(app.Repository<T>()[live.Id]));
                    Assert.Equal(states[^1], Describe(app.Repository<T>().GetAsync(live.Id).AsTask().GetAwaiter().GetResult()));
                }
            },
            iter: 20,
            threads: 1);
    }

    /// <summary>All that there is of an instance's state, by reflection.</summary>
    private static string Describe<T>(T entity)
        where T : class, IEventSourced<T> => string.Create(
            CultureInfo.InvariantCulture,
            $"{entity.Id} {entity.Version} {entity.CreatedOn.UtcTicks} {entity.LastModified.UtcTicks} {entity.IsDiscarded} ")
        + string.Join('\n', T.Description.State!.GetMembers(entity).Select(static member => $"{member.Key}: {Describe(member.Key, member.Value)}"));

    private static string Describe(string name, object? value) => name.StartsWith("shrinking", StringComparison.Ordinal)
        ? string.Join(", ", ((IEnumerable)value!).Cast<object>().Select(Exactly.Describe).Order(StringComparer.Ordinal))
        : Exactly.Describe(value);

    private IDatastore Open(string kind) => kind switch
    {
        "memory" => InMemoryDatastore.Open(),
        "files" => LiteDbDatastore.Open(_folder.File($"{Guid.NewGuid()}.db")),
        _ => LiteDbDatastore.Open(":memory:"),
    };
}
