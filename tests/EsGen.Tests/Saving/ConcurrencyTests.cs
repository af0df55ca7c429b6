using EsGen.LiteDB;
using EsGen.Tests.Domain;
using EsGen.Tests.Stores;
using Xunit;

namespace EsGen.Tests.Saving;

public sealed class ConcurrencyTests
{
    private static Task OnThreads(int count, Action<int> action) => Task.WhenAll(Enumerable.Range(0, count).Select(index =>
        Task.Factory.StartNew(() => action(index), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));

    [Fact]
    public async Task Eight_threads_with_50_increments_each_end_at_400_with_a_contiguous_history()
    {
        using TestApplication app = new();
        EventSourcedRepository<Account> accounts = app.Repository<Account>();
        Account account = new("Ada");
        accounts.Save(account);

        await OnThreads(8, _ =>
        {
            for (int i = 0; i < 50; i++)
            {
                accounts.UpdateAsync(account.Id, a => a.Deposit(1m)).AsTask().GetAwaiter().GetResult();
            }
        });

        Assert.Equal((400m, 401), (accounts[account.Id].Balance, accounts[account.Id].Version));
        Assert.Equal(Enumerable.Range(0, 401).Select(position => (long)position), app.Store.GetItems(account.Id).Select(item => item.Position));
    }

    [Fact]
    public async Task Many_threads_share_one_application_and_its_repositories_on_a_file()
    {
        using TemporaryFolder folder = new();
        using LiteDbDatastore datastore = LiteDbDatastore.Open(folder.File("threads.db"));
        using EventSourcedApplication app = new(datastore);
        Guid shared = app.Repository<Example>().Create().Id;

        await OnThreads(8, index =>
        {
            EventSourcedRepository<Example> examples = app.Repository<Example>();
            EventSourcedRepository<Account> accounts = app.Repository<Account>();
            EventSourcedRepository<Basket> baskets = app.Repository<Basket>();
            for (int i = 0; i < 5; i++)
            {
                Example example = examples.Create(foo: $"{index}");
                example.BeatHeart(2);
                Account account = new($"{index}");
                account.Deposit(i + 1);
                Basket basket = new(Guid.CreateVersion7(), $"{index}") { Tags = [$"{i}"] };
                app.Save(account, basket);
                examples.Update(shared, e => e.BeatHeart(2));

                Assert.Equal(($"{index}", 2), (examples[example.Id].Foo, examples[example.Id].HeartbeatCount));
                Assert.Equal(i + 1, accounts[account.Id].Balance);
                Assert.Equal([$"{i}"], baskets[basket.Id].Tags);
            }
        });

        Assert.Equal((80, 81), (app.Repository<Example>()[shared].HeartbeatCount, app.Repository<Example>()[shared].Version));
        Assert.Equal(1 + (8 * 5 * (3 + 2 + 2 + 2)), datastore.ActiveRecordStrategy.LastNotificationId);
    }

    [Fact]
    public async Task Of_many_who_create_one_id_one_wins()
    {
        using TestApplication app = new();
        Guid id = Guid.CreateVersion7();
        int won = 0;
        int lost = 0;

        await OnThreads(8, index =>
        {
            try
            {
                app.Repository<Machine>().Create(id, $"{index}");
                Interlocked.Increment(ref won);
            }
            catch (ConcurrencyException)
            {
                Interlocked.Increment(ref lost);
            }
        });

        Assert.Equal((1, 7), (won, lost));
        Assert.Single(app.Store.GetItems(id));
    }
}
