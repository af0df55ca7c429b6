using LiteDB;
using Xunit;

namespace EsGen.LiteDB.Tests;

/// <summary>That awaiting calls neither block their thread nor need it to get on.</summary>
public sealed class AwaitingTests : IDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    private readonly ManualResetEventSlim _inserting = new();
    private readonly ManualResetEventSlim _mayInsert = new();
    private readonly LiteDbDatastore _slow;
    private readonly Guid _sequence = Guid.NewGuid();

    public AwaitingTests()
    {
        TestFiles files = new();
        _slow = files.Open();
        files.Before = operation =>
        {
            if (operation is { IsLog: true, IsWrite: true })
            {
                _inserting.Set();
                _mayInsert.Wait();
            }
        };
    }

    public void Dispose()
    {
        _mayInsert.Set();
        _slow.Dispose();
        _inserting.Dispose();
        _mayInsert.Dispose();
    }

    [Fact]
    public async Task Calls_return_while_another_append_has_the_engine()
    {
        var strategy = _slow.ActiveRecordStrategy;
        var first = BeginInserting();

        // All of this runs on the one thread that could be blocked.
        var second = strategy.AppendAsync([Item(1)]).AsTask();
        var read = strategy.GetItemsAsync(_sequence).AsTask();
        Assert.False(first.IsCompleted || second.IsCompleted || read.IsCompleted);

        _mayInsert.Set();
        await Task.WhenAll(first, second, read).WaitAsync(Soon);
        Assert.Equal(2, strategy.GetItems(_sequence).Count);
    }

    [Fact]
    public async Task Calls_return_even_when_the_queue_is_full()
    {
        var strategy = _slow.ActiveRecordStrategy;
        List<Task> appends = [BeginInserting()];
        for (var position = 1; position < WriteQueue.Capacity + 100; position++)
        {
            appends.Add(strategy.AppendAsync([Item(position)]).AsTask());
        }

        using CancellationTokenSource source = new();
        var impatient = strategy.AppendAsync([Item(-1)], source.Token).AsTask();
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient.WaitAsync(Soon));
        Assert.All(appends, append => Assert.False(append.IsCompleted));

        _mayInsert.Set();
        await Task.WhenAll(appends).WaitAsync(Soon);
        Assert.Equal(appends.Count, strategy.LastNotificationId);
        Assert.Null(strategy.GetItem(_sequence, -1));
    }

    [Fact]
    public async Task Cancelling_refuses_an_append_that_waits_but_not_the_one_begun()
    {
        var strategy = _slow.ActiveRecordStrategy;
        using CancellationTokenSource source = new();
        var begun = BeginInserting(source.Token);
        var waiting = strategy.AppendAsync([Item(1)], source.Token).AsTask();
        var reading = strategy.GetItemsAsync(_sequence, cancellationToken: source.Token).AsTask();

        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(Soon));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading.WaitAsync(Soon));
        Assert.False(begun.IsCompleted);

        _mayInsert.Set();
        await begun.WaitAsync(Soon);
        Assert.Equal([Item(0)], strategy.GetItems(_sequence));
    }

    [Fact]
    public async Task Disposing_finishes_what_waits_and_refuses_the_rest()
    {
        var strategy = _slow.ActiveRecordStrategy;
        var begun = BeginInserting();
        var waiting = strategy.AppendAsync([Item(1)]).AsTask();
        var disposing = _slow.DisposeAsync().AsTask();

        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await strategy.AppendAsync([Item(2)]));
        Assert.Throws<ObjectDisposedException>(() => strategy.GetItems(_sequence));
        Assert.False(disposing.IsCompleted);

        _mayInsert.Set();
        await Task.WhenAll(begun, waiting, disposing).WaitAsync(Soon);
    }

    [Fact]
    public async Task An_append_needs_nothing_of_the_callers_synchronization_context()
    {
        var before = SynchronizationContext.Current;
        DeadContext context = new();
        Task append;
        SynchronizationContext.SetSynchronizationContext(context);
        try
        {
            var first = BeginInserting();
            var second = _slow.ActiveRecordStrategy.AppendAsync([Item(1)]).AsTask();
            var read = _slow.ActiveRecordStrategy.GetItemsAsync(_sequence).AsTask();
            append = Task.WhenAll(first, second, read, _slow.DisposeAsync().AsTask());
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }

        _mayInsert.Set();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => append.WaitAsync(Soon));
        Assert.Equal(0, context.Posts);
    }

    [Fact]
    public async Task A_scheduler_that_runs_one_task_at_a_time_does_not_deadlock()
    {
        using TemporaryFolder folder = new();
        ConcurrentExclusiveSchedulerPair pair = new();
        var work = Task.Factory.StartNew(
            async () =>
            {
                using var datastore = LiteDbDatastore.Open(folder.File("example.db"));
                var strategy = datastore.ActiveRecordStrategy;

                // More than 1,000 pages of log, so that LiteDB also writes them back in between.
                for (var position = 0; position < 300; position += 2)
                {
                    strategy.Append(Item(position) with { Data = new byte[20_000] });
                    await strategy.AppendAsync([Item(position + 1) with { Data = new byte[20_000] }]);
                }

                return strategy.GetItems(_sequence).Count;
            },
            CancellationToken.None,
            TaskCreationOptions.None,
            pair.ExclusiveScheduler).Unwrap();

        Assert.Equal(300, await work.WaitAsync(TimeSpan.FromMinutes(1)));
    }

    [Theory, InlineData(false, false), InlineData(false, true), InlineData(true, false), InlineData(true, true)]
    public async Task What_can_be_made_again_is_written_on_a_thread_that_nothing_else_gets(bool isScheduler, bool isThereAlready)
    {
        using TemporaryFolder folder = new();
        if (isThereAlready)
        {
            Write();
            LeaveCollection(folder.File("models.db"));
        }

        DeadContext context = new();
        void Write()
        {
            using LiteDbReadModelStore models = new(folder.File("models.db"));
            var documents = NumberedCommits.Open(models);
            using var datastore = LiteDbDatastore.Open(folder.File("example.db"));
            for (var number = 1; number < 30; number++)
            {
                datastore.SnapshotStore!.Put(new Snapshot(_sequence, number, "a", new byte[1000]), keep: 2);
                NumberedCommits.Commit(documents, number);
            }
        }

        var written = Task.Factory.StartNew(
            () =>
            {
                SynchronizationContext.SetSynchronizationContext(isScheduler ? null : context);
                try
                {
                    Write();
                }
                finally
                {
                    SynchronizationContext.SetSynchronizationContext(null);
                }
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            isScheduler ? new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler : TaskScheduler.Default);
        await written.WaitAsync(TimeSpan.FromSeconds(50));
        Assert.Equal(0, context.Posts);
    }

    /// <summary>
    /// Documents of no model, as a process leaves them that ends while it drops some: they are removed when the file is opened.
    /// </summary>
    private static void LeaveCollection(string path)
    {
        var engine = DurableEngine.OpenDerived(new FilesOnDisk(path));
        engine.CommitUnsynced(static database => database.Insert("m100", [new BsonDocument { ["_id"] = 1L }], BsonAutoId.Int64));
        engine.Close(lastId: null);
    }

    private SequencedItem Item(long position) => new(_sequence, position, "Example.Created", default);

    private Task<long> BeginInserting(CancellationToken cancellationToken = default)
    {
        var append = _slow.ActiveRecordStrategy.AppendAsync([Item(0)], cancellationToken).AsTask();
        Assert.True(_inserting.Wait(Soon, CancellationToken.None));
        return append;
    }

    /// <summary>A context whose thread has gone: what is posted to it never runs.</summary>
    private sealed class DeadContext : SynchronizationContext
    {
        private int _posts;

        public int Posts => _posts;

        public override void Post(SendOrPostCallback d, object? state) => Interlocked.Increment(ref _posts);
    }
}
