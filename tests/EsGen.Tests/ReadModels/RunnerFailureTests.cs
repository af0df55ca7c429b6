using EsGen.LiteDB;
using Xunit;

namespace EsGen.Tests.ReadModels;

/// <summary>What a runner does, and logs, when something is wrong.</summary>
public sealed class RunnerFailureTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly LogEntries _log = new();

    private string Path => _folder.File("example.db");

    private string Models => _folder.File("example.readmodels.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_value_that_can_t_be_stored_names_event_and_member()
    {
        await using RunningModels running = await RunningModels.StartAsync<LabelView>();
        running.Application.Save(new Item("pear", 1m), new Item("apple", 3m));
        await running.Runner.WaitUntilCaughtUpAsync();
        running.Application.Save(new Item("split", 2m), new Item("apple", 4m));
        ReadModelStoppedException stopped = await Assert.ThrowsAsync<ReadModelStoppedException>(() => running.Runner.WaitUntilCaughtUpAsync());
        Assert.Equal(3, stopped.NotificationId);
        Assert.Contains("'Item.Added' at position 0", stopped.Message, StringComparison.Ordinal);
        Assert.Contains("'label'", stopped.Message, StringComparison.Ordinal);
        Assert.Equal(2, running.Application.ReadModels<LabelView>().Count());
    }

    [Fact]
    public async Task What_stops_a_model_is_logged()
    {
        using LiteDbDatastore datastore = LiteDbDatastore.Open(":memory:");
        await using EventSourcedApplication application = new(datastore, new EventSourcedApplicationOptions { LoggerFactory = _log });
        await using EventSourcedRunner runner = new(application);
        runner.Add<LabelView>();
        await runner.StartAsync();
        application.Save(new Item("split", 2m));
        await Assert.ThrowsAsync<ReadModelStoppedException>(() => runner.WaitUntilCaughtUpAsync());
        SpinWait.SpinUntil(() => _log.Entries.Contains("LabelView has stopped"), TimeSpan.FromSeconds(10));
        Assert.Contains("LabelView has stopped", _log.Entries);
    }

    [Fact]
    public async Task A_file_that_is_damaged_is_thrown_away_for_all_models_and_logged()
    {
        await RunAsync(static application =>
        {
            for (int i = 0; i < 300; i++)
            {
                application.Save(new Visit(Guid.NewGuid(), default, $"Patient {i}"), new Item($"item {i}", i));
            }
        });
        byte[] bytes = File.ReadAllBytes(Models);
        for (int i = bytes.Length / 2; i < bytes.Length; i += 512)
        {
            bytes[i] ^= 0x55;
        }

        File.WriteAllBytes(Models, bytes);
        await RunAsync(static application => application.Save(new Visit(Guid.NewGuid(), default, "Ada"), new Item("apple", 1m)));
        Assert.Contains(_log.Entries, static entry => entry.Contains("were thrown away", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_store_that_went_back_makes_documents_anew_and_says_so()
    {
        await RunAsync(static application => application.Save(new Visit(Guid.NewGuid(), default, "Ada")));
        string backup = _folder.File("backup.db");
        using (LiteDbDatastore datastore = LiteDbDatastore.Open(Path))
        {
            datastore.Backup(backup);
        }

        await RunAsync(static application => application.Save(new Visit(Guid.NewGuid(), default, "Ben")));
        File.Delete(Path);
        File.Move(backup, Path);
        await RunAsync(static application => application.Save(new Visit(Guid.NewGuid(), default, "Cleo")));
        Assert.Contains(_log.Entries, static entry => entry.Contains("has gone back", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_runner_that_stands_by_lets_the_other_one_make_documents_again()
    {
        await using RunningModels running = await RunningModels.StartAsync<AgendaEntry>();
        running.Save(new Visit(Guid.NewGuid(), default, "Ada"));
        await running.Runner.WaitUntilCaughtUpAsync();
        await using EventSourcedRunner second = new(running.Application);
        second.Add<AgendaEntry>();
        await second.StartAsync();
        await second.RebuildAsync<AgendaEntry>().WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(2, running.Datastore.ReadModelStore!.GetVersions("AgendaEntry").Single().Generation);
    }

    /// <summary>Starts, does something, and compares the documents of two models with the events.</summary>
    private async Task RunAsync(Action<EventSourcedApplication> act)
    {
        using LiteDbDatastore datastore = LiteDbDatastore.Open(Path);
        await using EventSourcedApplication application = new(datastore, new EventSourcedApplicationOptions { LoggerFactory = _log });
        await using EventSourcedRunner runner = new(application);
        runner.Add<AgendaEntry>();
        runner.Add<LabelView>();
        await runner.StartAsync();
        act(application);
        await runner.WaitUntilCaughtUpAsync();
        ILookup<string, Guid> ids = datastore.ActiveRecordStrategy.GetNotifications(0, 100_000).ToLookup(static one => one.Item.Topic, static one => one.Item.SequenceId);
        Assert.Equal(ids["Visit.Booked"].Order(), application.ReadModels<AgendaEntry>().All(limit: 10_000).Select(static entry => entry.VisitId).Order());
        Assert.Equal(ids["Item.Added"].Order(), application.ReadModels<LabelView>().All(limit: 10_000).Select(application.ReadModels<LabelView>().KeyOf).Order());
    }
}

/// <summary>A model that can't store what it makes of some events.</summary>
[ReadModel]
public partial class LabelView
{
    public string Label { get; private set; } = "";

    private void On(Item.Added e) => Label = e.Name == "split" ? "\uD83D" : e.Name;
}
