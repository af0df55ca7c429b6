using EsGen.LiteDB;
using EsGen.Tests.Domain;
using EsGen.Tests.Stores;
using Xunit;

namespace EsGen.Tests.QuickStart;

/// <summary>The page that the project started from, step for step.</summary>
public class QuickStartTests
{
    [Fact]
    public void The_quick_start_in_memory()
    {
        using LiteDbDatastore datastore = new(new LiteDbSettings { Path = ":memory:" });
        datastore.SetupConnection();
        datastore.SetupTables();

        using EventSourcedApplication app = new(datastore.ActiveRecordStrategy);

        Run(app.Repository<Example>());
    }

    [Fact]
    public void The_quick_start_on_a_file()
    {
        using TemporaryFolder folder = new();
        using LiteDbDatastore datastore = LiteDbDatastore.Open(folder.File("example.db"));
        using EventSourcedApplication app = new(datastore);

        Run(app.Repository<Example>());
    }

    [Fact]
    public void The_quick_start_with_an_application_class_that_constructs_its_repository()
    {
        using LiteDbDatastore datastore = LiteDbDatastore.Open(":memory:");
        using ExampleApplication app = new(datastore);

        Run(app.Examples);
    }

    [Fact]
    public async Task The_quick_start_awaited()
    {
        await using LiteDbDatastore datastore = LiteDbDatastore.Open(":memory:");
        await using EventSourcedApplication app = new(datastore);
        EventSourcedRepository<Example> examples = app.Repository<Example>();

        Example example = await examples.CreateAsync(foo: "bar");
        Assert.True(await examples.ContainsAsync(example.Id));
        Assert.Equal("bar", (await examples.GetAsync(example.Id)).Foo);

        await examples.UpdateAsync(example.Id, e => e.Foo = "baz");
        Assert.Equal("baz", (await examples.TryGetAsync(example.Id))?.Foo);

        await examples.UpdateAsync(example.Id, e => e.Discard());
        Assert.False(await examples.ContainsAsync(example.Id));
        Assert.Null(await examples.TryGetAsync(example.Id));
        await Assert.ThrowsAsync<EntityNotFoundException>(async () => await examples.GetAsync(example.Id));
    }

    [Fact]
    public async Task The_account_of_the_design()
    {
        await using TestApplication app = new();
        EventSourcedRepository<Account> accounts = app.Repository<Account>();

        Account account = new("Ada");
        account.Deposit(100m);
        await accounts.SaveAsync(account);
        await accounts.UpdateAsync(account.Id, a => a.Withdraw(30m));
        await accounts.UpdateAsync(account.Id, a => a.Withdraw(1_000m));

        Assert.Equal(70m, accounts[account.Id].Balance);
        Assert.Equal(
            [new Account.Opened("Ada"), new Account.Deposited(100m), new Account.Withdrawn(30m), new Account.WithdrawalRefused(1_000m, 70m)],
            app.EventStore.GetEvents<Account.Event>(account.Id));
    }

    private static void Run(EventSourcedRepository<Example> examples)
    {
        // Create.
        Example example = examples.Create(foo: "bar");

        // Read.
        Assert.True(examples.Contains(example.Id));
        Assert.Equal("bar", examples[example.Id].Foo);

        // Update.
        example.Foo = "baz";
        Assert.Equal("baz", examples[example.Id].Foo);

        // Delete.
        example.Discard();
        Assert.False(examples.Contains(example.Id));
        Assert.Throws<EntityNotFoundException>(() => examples[example.Id]);
    }
}
