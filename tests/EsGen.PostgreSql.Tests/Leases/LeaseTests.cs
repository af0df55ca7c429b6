using Xunit;

namespace EsGen.PostgreSql.Tests.Leases;

/// <summary>Several nodes share the work: one has each read model and policy, the others stand by, and who has lost it changes nothing any more.</summary>
public sealed class LeaseTests
{
    private static readonly TimeSpan s_long = TimeSpan.FromMinutes(5);
    private readonly PostgreSqlSettings _settings = PostgreSqlServer.NewSettings();

    [Fact]
    public async Task A_lease_is_one_s_own_until_it_is_given_back_or_runs_out()
    {
        await using Node one = await Node.OpenAsync(_settings), other = await Node.OpenAsync(_settings);
        ILeaseStore mine = one.Datastore.LeaseStore!, theirs = other.Datastore.LeaseStore!;
        Lease taken = await mine.TakeAsync("work", 0, default, s_long);
        Assert.Equal((true, 1), (taken.IsMine, taken.Epoch));
        Assert.True((await mine.TakeAsync("work", 1, new LeaseReport(7, IsReady: true), s_long)).IsMine);
        Lease seen = await theirs.TakeAsync("work", 0, default, s_long);
        Assert.Equal((false, 1, new LeaseReport(7, IsReady: true)), (seen.IsMine, seen.Epoch, seen.Report));

        await theirs.ReleaseAsync("work", 1);
        Assert.False((await theirs.TakeAsync("work", 0, default, s_long)).IsMine);
        await mine.ReleaseAsync("work", 1);
        taken = await theirs.TakeAsync("work", 0, default, TimeSpan.FromMilliseconds(1));
        Assert.Equal((true, 2, new LeaseReport(7, IsReady: false)), (taken.IsMine, taken.Epoch, taken.Report));

        // It has run out, and is extended all the same as long as nobody has taken it.
        await Task.Delay(20);
        Assert.True((await theirs.TakeAsync("work", 2, default, TimeSpan.FromMilliseconds(1))).IsMine);
        await Task.Delay(20);
        Assert.Equal((true, 3), ((await mine.TakeAsync("work", 0, default, s_long)) is var again ? again.IsMine : default, again.Epoch));
        Assert.False((await theirs.TakeAsync("work", 2, default, s_long)).IsMine);
    }

    [Fact]
    public async Task Who_lost_a_lease_stores_nothing()
    {
        await using Node one = await Node.OpenAsync(_settings), other = await Node.OpenAsync(_settings);
        ReadModelVersion version = new("agenda", "f", 1);
        await one.Datastore.LeaseStore!.TakeAsync("model:agenda:f", 0, default, TimeSpan.FromMilliseconds(1));
        await one.Datastore.LeaseStore.TakeAsync("policy:mine", 0, default, TimeSpan.FromMilliseconds(1));
        IReadModelDocuments documents = one.Datastore.ReadModelStore!.Begin(version, default);
        documents.Commit(new ReadModelState(1, 0, 0, 0), []);
        one.Strategy.Append([Item()], new Tracking("policy:mine", 1));
        await Task.Delay(20);

        // As long as nobody has taken over, the work is still that of the first one.
        documents.Commit(new ReadModelState(2, 0, 0, 0), []);
        one.Strategy.Append([Item()], new Tracking("policy:mine", 2));
        Assert.True((await other.Datastore.LeaseStore!.TakeAsync("model:agenda:f", 0, default, s_long)).IsMine);
        Assert.True((await other.Datastore.LeaseStore.TakeAsync("policy:mine", 0, default, s_long)).IsMine);

        Assert.Throws<ObjectDisposedException>(() => documents.Commit(new ReadModelState(3, 0, 0, 0), []));
        Assert.Equal("policy:mine", Assert.Throws<LeaseLostException>(() => one.Strategy.Append([Item()], new Tracking("policy:mine", 3))).Name);

        // Beside others, whom that doesn't concern; and what was stored is said first.
        Task<long>[] appends =
        [
            .. Enumerable.Range(0, 20).Select(number => Task.Run(async () => await one.Strategy.AppendAsync(
                [Item()], number % 2 == 0 ? new Tracking("policy:mine", number) : null))),
        ];
        foreach (Task<long> append in appends)
        {
            await Record.ExceptionAsync(() => append);
        }

        Assert.All(appends.Where(static (_, number) => number % 2 == 1), static append => Assert.True(append.IsCompletedSuccessfully));
        Assert.All(
            appends.Where(static (_, number) => number % 2 == 0).Select(static (append, half) => (append, half * 2)),
            static one => Assert.IsType(one.Item2 <= 2 ? typeof(TrackingConflictException) : typeof(LeaseLostException), one.append.Exception!.InnerException));
        Assert.Equal(12, one.Strategy.LastNotificationId);
        Assert.Equal(2, one.Strategy.GetTracking("policy:mine"));
        Assert.Equal(13, other.Strategy.Append([Item()], new Tracking("policy:mine", 3)));
    }

    [Fact]
    public async Task A_node_that_stands_by_reads_its_own_writes_and_takes_over_at_once_from_one_that_stops()
    {
        RunnerOptions options = new() { LeaseTime = TimeSpan.FromMinutes(10) };
        await using Node first = await StartAsync(options), second = await StartAsync(options);
        for (int i = 1; i <= 5; i++)
        {
            Purchase purchase = new("Ada", i);
            second.Save(purchase);
            await second.Application.ReadModels<CustomerTotal>().WaitForAsync(purchase);
            Assert.Equal(i, second.Application.ReadModels<CustomerTotal>().Get("Ada").Purchases);
        }

        await second.Runner.WaitUntilCaughtUpAsync();
        Assert.Equal(5, second.Application.Repository<Bill>().GetIds().Count);
        Assert.Equal(2L, Count("select count(*) from {0}.leases where until > now() and epoch = 1"));

        await first.Runner.StopAsync();
        second.Save(new Purchase("Ben", 1));
        await second.Runner.WaitUntilCaughtUpAsync().WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(1, second.Application.ReadModels<CustomerTotal>().Get("Ben").Purchases);
        Assert.Equal(6, second.Application.Repository<Bill>().GetIds().Count);
        Assert.All(second.Runner.Status, static status => Assert.Equal((RunnerState.Running, null), (status.State, status.Exception)));
    }

    [Fact]
    public async Task A_node_that_stands_by_says_how_far_the_one_at_work_is()
    {
        RunnerOptions options = new() { LeaseTime = TimeSpan.FromMinutes(10), Attempts = 1, OnFailure = OnFailure.Park };
        await using Node first = await Node.OpenAsync(_settings, options), second = await Node.OpenAsync(_settings, options);
        foreach (Node node in new[] { first, second })
        {
            node.Runner.Add<CustomerTotal>();
            node.Runner.Add(new Invoicing());
            node.Runner.Add(new Refusing());
            await node.Runner.StartAsync();
            await node.Runner.WaitUntilCaughtUpAsync();
        }

        await first.SaveAsync([new Purchase("Ada", 1), new Purchase("Ben", 2), new Purchase("Cid", 3)]);
        await first.Runner.WaitUntilCaughtUpAsync();

        IReadOnlyList<RunnerStatus> status = await second.Runner.GetStatusAsync();

        Assert.Equal(["CustomerTotal", "Invoicing", "refusing"], status.Select(static one => one.Name));
        Assert.All(status, static one => Assert.True(one.Position >= 3, one.ToString()));
        Assert.Equal([0, 0, 3], status.Select(static one => one.Parked));
        Assert.Equal(3, Assert.Single(await first.Runner.GetStatusAsync(), static one => one.Name == "refusing").Parked);
    }

    [Fact]
    public async Task A_node_that_stands_by_has_documents_made_again_by_the_one_that_makes_them()
    {
        await using Node first = await StartAsync(new RunnerOptions()), second = await StartAsync(new RunnerOptions());
        second.Save(new Purchase("Ada", 1));
        await second.Runner.WaitUntilCaughtUpAsync();
        await second.Runner.RebuildAsync<CustomerTotal>();

        Assert.Equal([2], second.Datastore.ReadModelStore!.GetVersions("CustomerTotal").Select(static version => version.Generation));
        Assert.Equal(1, second.Application.ReadModels<CustomerTotal>().Get("Ada").Purchases);
        Assert.Equal(1, first.Application.ReadModels<CustomerTotal>().Get("Ada").Purchases);
    }

    [Fact] // G9
    public async Task An_old_and_a_new_build_go_on_side_by_side_and_neither_sees_the_other_s_documents()
    {
        await using Node old = await Node.StartAsync<AgendaEntry>(_settings), next = await Node.OpenAsync(_settings);
        Visit visit = new(Guid.NewGuid(), default, "Ada");
        old.Save(visit);
        await old.Runner.WaitUntilCaughtUpAsync();
        next.Runner.Add<NextAgendaEntry>();
        await next.Runner.StartAsync();
        for (int i = 0; i < 5; i++)
        {
            (i % 2 == 0 ? old : next).Application.Repository<Visit>().Update(visit.Id, one => one.Rename($"Ada {i}"));
            await old.Runner.WaitUntilCaughtUpAsync();
            await next.Runner.WaitUntilCaughtUpAsync();
            Assert.Equal($"Ada {i}", old.Application.ReadModels<AgendaEntry>().Get(visit.Id).Patient);
            Assert.Equal($"Visit of Ada {i}", next.Application.ReadModels<NextAgendaEntry>().Get(visit.Id).Title);
        }

        await next.Runner.RebuildAsync<NextAgendaEntry>();
        Assert.Equal(1, old.Application.ReadModels<AgendaEntry>().Count());
        Assert.Equal(1, next.Application.ReadModels<NextAgendaEntry>().Count());
        Assert.Equal(2, next.Datastore.ReadModelStore!.GetVersions("AgendaEntry").Count);
    }

    [Fact]
    public async Task Work_goes_on_when_connections_are_cut()
    {
        Npgsql.NpgsqlConnectionStringBuilder builder = new(PostgreSqlServer.Instance.ConnectionString) { ApplicationName = _settings.Schema };
        await using Npgsql.NpgsqlDataSource source = Npgsql.NpgsqlDataSource.Create(builder.ConnectionString);
        PostgreSqlSettings settings = _settings with { DataSource = source, ReconnectTime = TimeSpan.Zero };
        await using Node writer = await Node.OpenAsync(_settings);
        await using Node impatient = await StartAsync(new RunnerOptions { LeaseTime = TimeSpan.FromSeconds(2) }, settings);
        for (int i = 0; i < 20; i++)
        {
            writer.Save(new Purchase($"customer {i % 3}", i));
            PostgreSqlServer.Instance.Execute($"select pg_terminate_backend(pid) from pg_stat_activity where application_name = '{_settings.Schema}'");
        }

        IReadOnlyList<RunnerStatus>? status = null;
        while (status is null)
        {
            // Each look may fail as well, since nothing is tried again there.
            try
            {
                await impatient.Runner.WaitUntilCaughtUpAsync();
                status = impatient.Runner.Status;
            }
            catch (Exception exception) when (exception is StoreUnavailableException or Npgsql.NpgsqlException)
            {
                await Task.Delay(10);
            }
        }

        Assert.Equal(20, writer.Application.Repository<Bill>().GetIds().Count);
        Assert.All(status, static one => Assert.Null(one.Exception));
        Assert.Equal(20, writer.Application.ReadModels<CustomerTotal>().All(limit: 10).Sum(static total => total.Purchases));
    }

    [Fact] // G8
    public async Task A_store_whose_events_went_back_is_noticed_by_whoever_is_ahead_of_it()
    {
        await using (Node before = await Node.OpenAsync(_settings))
        {
            await before.SaveAsync(Enumerable.Range(0, 10).Select(static number => new Purchase("Ada", number)));
            before.Runner.Add<CustomerTotal>();
            before.Runner.Add(new Invoicing());
            await before.Runner.StartAsync();
            await before.Runner.WaitUntilCaughtUpAsync();
            Assert.Equal(10, before.Application.ReadModels<CustomerTotal>().Get("Ada").Purchases);
        }

        PostgreSqlServer.Instance.Execute($"""
            alter table {_settings.Schema}.items disable trigger all; delete from {_settings.Schema}.items where notification_id > 4;
            update {_settings.Schema}.head set last_id = 4
            """);
        await using Node node = await Node.OpenAsync(_settings);
        node.Runner.Add<CustomerTotal>();
        node.Runner.Add(new Invoicing());
        await node.Runner.StartAsync();
        await node.Application.ReadModels<CustomerTotal>().WaitForAsync(4);
        Assert.Equal(4, node.Application.ReadModels<CustomerTotal>().Get("Ada").Purchases);
        node.Save(new Purchase("Ada", 1));
        Exception? stopped = null;
        while ((stopped = node.Runner.Status.Single(static status => status.Kind == RunnerKind.Policy).Exception) is null)
        {
            await Task.Delay(10);
        }

        Assert.Contains("up to notification 10, and the store ends with ", stopped.Message, StringComparison.Ordinal);
    }

    private static SequencedItem Item() => new(Guid.NewGuid(), 0, "Example.Created", "{}"u8.ToArray());

    private async Task<Node> StartAsync(RunnerOptions options, PostgreSqlSettings? settings = null)
    {
        Node node = await Node.OpenAsync(settings ?? _settings, options);
        node.Runner.Add<CustomerTotal>();
        node.Runner.Add(new Invoicing());
        await node.Runner.StartAsync();
        return node;
    }

    private object? Count(string sql)
    {
        using Npgsql.NpgsqlCommand command = PostgreSqlServer.Instance.DataSource.CreateCommand(string.Format(null, sql, _settings.Schema));
        return command.ExecuteScalar();
    }
}
