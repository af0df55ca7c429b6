using EsGen.LiteDB;
using EsGen.Tests.Domain;
using EsGen.Tests.Stores;
using Xunit;

namespace EsGen.Tests.Commands;

/// <summary>Time is stamped once, when the event is raised.</summary>
public sealed class TimeTests
{
    private static void AssertIsNow(DateTimeOffset timestamp) =>
        Assert.InRange(timestamp, DateTimeOffset.UtcNow - TimeSpan.FromMinutes(1), DateTimeOffset.UtcNow);

    [Fact]
    public void The_applications_clock_stamps_what_happens_to_its_instances()
    {
        ManualTime time = new();
        using TestApplication app = new(new() { TimeProvider = time });
        EventSourcedRepository<Account> accounts = app.Repository<Account>();
        Example example = app.Repository<Example>().Create();
        Account account = accounts.Create("Ada");
        DateTimeOffset created = time.Now;
        Assert.Equal((created, created), (example.CreatedOn, account.CreatedOn));

        time.Now += TimeSpan.FromTicks(1);
        example.Foo = "bar";
        account.Deposit(1m);
        DateTimeOffset raised = time.Now;
        time.Now += TimeSpan.FromDays(1);
        accounts.Save(account);

        Assert.Equal((created, raised), (example.CreatedOn, example.LastModified));
        Account loaded = accounts[account.Id];
        Assert.Equal((created, raised), (loaded.CreatedOn, loaded.LastModified));
        Assert.Equal(time.Now, accounts.Update(account.Id, a => a.Deposit(1m)).LastModified);
        Assert.Equal(TimeSpan.Zero, loaded.LastModified.Offset);
    }

    [Fact]
    public void The_systems_clock_stamps_what_happens_to_an_instance_made_with_new_until_it_is_saved()
    {
        ManualTime time = new();
        using TestApplication app = new(new() { TimeProvider = time });
        Account account = new("Ada");
        account.Deposit(1m);
        AssertIsNow(account.CreatedOn);
        AssertIsNow(account.LastModified);

        app.Repository<Account>().Save(account);
        account.Deposit(1m);

        Assert.Equal(time.Now, account.LastModified);
        AssertIsNow(account.CreatedOn);
    }

    [Fact]
    public void The_systems_clock_is_the_applications_unless_another_is_given()
    {
        using TestApplication app = new();

        AssertIsNow(app.Repository<Example>().Create().CreatedOn);
    }

    [Fact]
    public void A_clock_of_another_offset_is_brought_to_utc()
    {
        ManualTime time = new() { Now = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.FromHours(5.5)) };
        using TestApplication app = new(new() { TimeProvider = time });

        Example example = app.Repository<Example>().Create();

        Assert.Equal((time.Now.UtcDateTime, TimeSpan.Zero), (example.CreatedOn.DateTime, example.CreatedOn.Offset));
    }

    [Fact]
    public void Timestamps_survive_storage_to_100_nanoseconds()
    {
        using TemporaryFolder folder = new();
        ManualTime time = new() { Now = new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero).AddTicks(1_234_567) };
        Guid id;
        using (LiteDbDatastore datastore = LiteDbDatastore.Open(folder.File("time.db")))
        using (EventSourcedApplication app = new(datastore, new() { TimeProvider = time }))
        {
            Machine machine = app.Repository<Machine>().Create(Guid.CreateVersion7(), "drill");
            time.Now += TimeSpan.FromTicks(1);
            machine.Note("oiled");
            id = machine.Id;
        }

        using (LiteDbDatastore datastore = LiteDbDatastore.Open(folder.File("time.db")))
        using (EventSourcedApplication app = new(datastore))
        {
            Machine machine = app.Repository<Machine>()[id];
            Assert.Equal(1_234_567, machine.CreatedOn.Ticks % TimeSpan.TicksPerSecond);
            Assert.Equal(1_234_568, machine.LastModified.Ticks % TimeSpan.TicksPerSecond);
            Assert.Equal(machine.LastModified, machine.Context.Timestamp);
        }
    }
}
