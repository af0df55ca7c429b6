using EsGen.LiteDB;
using EsGen.Tests.Domain;
using EsGen.Tests.Stores;
using Xunit;

namespace EsGen.Tests.Contract;

/// <summary>A walk over all entities of a kind.</summary>
public sealed class EntityIdsTests : IDisposable
{
    // Its store has nothing of its own for notifications; that of the other one has.
    private readonly TestApplication _app = new(new() { PageSize = 3 });
    private readonly LiteDbDatastore _datastore = LiteDbDatastore.Open(":memory:");
    private readonly EventSourcedApplication _direct;

    public EntityIdsTests() => _direct = new EventSourcedApplication(_datastore, new() { PageSize = 3 });

    public static TheoryData<bool, bool> Ways => new() { { false, false }, { false, true }, { true, false }, { true, true } };

    public void Dispose()
    {
        _app.Dispose();
        _direct.Dispose();
        _datastore.Dispose();
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Every_page_size_gives_all_in_the_order_of_their_creation_but_for_the_discarded_ones(bool direct, bool awaited)
    {
        EventSourcedApplication app = direct ? _direct : _app;
        EventSourcedRepository<Example> examples = app.Repository<Example>();
        List<Guid> expected = [];
        for (int i = 0; i < 20; i++)
        {
            Example example = examples.Create();
            app.Save(new Account("Ada"));
            example.Foo = "bar";
            if (i % 4 == 3)
            {
                example.Discard();
            }
            else
            {
                expected.Add(example.Id);
            }
        }

        foreach (int limit in (int[])[1, 2, 7, 15, 16, int.MaxValue])
        {
            Assert.Equal(expected, await Walk(examples, limit, awaited));
        }

        Assert.Equal(expected, examples.GetIds());
        Assert.Equal(20, (await app.Repository<Account>().GetIdsAsync()).Count);
        Assert.Empty(app.Repository<Wallet>().GetIds());
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task What_is_created_during_the_walk_comes_last_whatever_its_id_and_a_discarded_one_is_a_place_to_go_on_from(bool direct, bool awaited)
    {
        EventSourcedRepository<Machine> machines = (direct ? _direct : _app).Repository<Machine>();
        Guid[] ids = [.. Enumerable.Range(1, 6).Select(number => new Guid(100 - number, 0, 0, new byte[8]))];
        foreach (Guid id in ids)
        {
            machines.Create(id, "drill");
        }

        Assert.Equal(ids[..2], await GetIds(machines, null, 2, awaited));
        machines[ids[1]].Scrap();
        Guid late = new(1, 0, 0, new byte[8]);
        machines.Create(late, "saw");

        Assert.Equal([.. ids[2..], late], await GetIds(machines, ids[1], 100, awaited));
        Assert.Empty(await GetIds(machines, late, 100, awaited));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_walk_while_others_create_meets_every_entity_once(bool direct, bool awaited)
    {
        EventSourcedRepository<Machine> machines = (direct ? _direct : _app).Repository<Machine>();
        Task<Guid[]>[] writers =
        [
            .. Enumerable.Range(0, 3).Select(_ => Task.Run(() => Enumerable.Range(0, 40).Select(_ => machines.Create(Guid.NewGuid(), "drill").Id).ToArray())),
        ];
        List<Guid> met = [];
        for (bool areDone = false, isAtEnd = false; !(areDone && isAtEnd);)
        {
            // Asked before the page is read, which then has all that they created.
            areDone = writers.All(static writer => writer.IsCompleted);
            IReadOnlyList<Guid> page = await GetIds(machines, met.Count == 0 ? null : met[^1], 5, awaited);
            isAtEnd = page.Count < 5;
            met.AddRange(page);
        }

        Assert.Equal((await Task.WhenAll(writers)).SelectMany(static ids => ids).Order(), met.Order());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_store_that_gives_fewer_than_it_is_asked_for_isnt_at_its_end(bool awaited)
    {
        EventSourcedRepository<Example> examples = _app.Repository<Example>();
        Guid[] ids = [.. Enumerable.Range(0, 5).Select(_ => examples.Create().Id)];
        _app.Store.MaxNotifications = 1;

        Assert.Equal(ids, await GetIds(examples, null, 100, awaited));
        Assert.Equal(ids[..3], await GetIds(examples, null, 3, awaited));
        Assert.Equal(ids[2..], await GetIds(examples, ids[1], 100, awaited));
        Assert.Equal(ids, await Walk(examples, 2, awaited));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Bad_arguments_are_refused_by_name(bool direct, bool awaited)
    {
        EventSourcedApplication app = direct ? _direct : _app;
        EventSourcedRepository<Account> accounts = app.Repository<Account>();
        Guid example = app.Repository<Example>().Create().Id;

        foreach (Guid unknown in (Guid[])[Guid.NewGuid(), Guid.Empty, example])
        {
            ArgumentException exception = await Assert.ThrowsAsync<ArgumentException>(() => GetIds(accounts, unknown, 1, awaited));
            Assert.Equal("after", exception.ParamName);
            Assert.Contains($"No Account with the id {unknown}", exception.Message, StringComparison.Ordinal);
        }

        Assert.Equal("limit", (await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => GetIds(accounts, null, 0, awaited))).ParamName);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await accounts.GetIdsAsync(cancellationToken: new CancellationToken(canceled: true)));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await accounts.GetIdsAsync(example, 1, new CancellationToken(canceled: true)));
    }

    private static async Task<List<Guid>> Walk<T>(EventSourcedRepository<T> repository, int limit, bool awaited)
        where T : class, IEventSourced<T>
    {
        List<Guid> all = [];
        IReadOnlyList<Guid> page;
        do
        {
            page = await GetIds(repository, all.Count == 0 ? null : all[^1], limit, awaited);
            all.AddRange(page);
        }
        while (page.Count == limit);
        return all;
    }

    private static async Task<IReadOnlyList<Guid>> GetIds<T>(EventSourcedRepository<T> repository, Guid? after, int limit, bool awaited)
        where T : class, IEventSourced<T> =>
        awaited ? await repository.GetIdsAsync(after, limit) : repository.GetIds(after, limit);
}
