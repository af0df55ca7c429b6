using System.Collections.Concurrent;
using System.Diagnostics;
using EsGen.Tests.Domain;
using EsGen.Tests.Stores;
using Xunit;

namespace EsGen.Tests.Commands;

/// <summary>An instance is for one thread at a time: the second of two is refused, so that neither can store a gap.</summary>
public sealed class SharedInstanceTests : IDisposable
{
    private readonly TestApplication _app;
    private Action? _whileStamped;

    public SharedInstanceTests() => _app = new TestApplication(new() { Metadata = Stamp });

    public void Dispose() => _app.Dispose();

    [Fact]
    public void A_command_while_another_threads_event_is_stored_is_refused()
    {
        Example example = _app.Repository<Example>().Create("bar");
        Exception? refusal = null;
        _app.Store.BeforeAppend = () => refusal = OnAnotherThread(() => example.BeatHeart());

        example.Foo = "baz";

        AssertRefused(refusal);
        _app.Store.BeforeAppend = null;
        example.BeatHeart();
        Assert.Equal(("baz", 1, 3L), (_app.Repository<Example>()[example.Id].Foo, _app.Repository<Example>()[example.Id].HeartbeatCount, example.Version));
    }

    [Fact]
    public void A_command_while_another_threads_event_is_made_is_refused()
    {
        Account account = _app.Repository<Account>().Create("Ada");
        Exception? refusal = null;
        _whileStamped = () => refusal = OnAnotherThread(() => account.Deposit(1m));

        account.Deposit(100m);

        AssertRefused(refusal);
        Assert.Equal((100m, 2), (account.Balance, account.PendingEvents.Count));
    }

    [Fact]
    public void A_property_set_while_another_thread_applies_an_event_is_refused_and_not_taken_for_a_part_of_it()
    {
        Machine machine = new(Guid.CreateVersion7(), "drill");
        Exception? refusal = null;
        machine.Observer = step =>
        {
            if (step == "mutate")
            {
                refusal = OnAnotherThread(() => machine.Name = "saw");
            }
        };

        machine.Note("oiled");

        AssertRefused(refusal);
        Assert.Equal(("drill", 2), (machine.Name, machine.PendingEvents.Count));
    }

    [Fact]
    public void A_save_while_another_threads_event_is_made_is_refused()
    {
        Account account = _app.Repository<Account>().Create("Ada");
        Exception? refusal = null;
        _whileStamped = () => refusal = OnAnotherThread(() => _app.Save(account));

        account.Deposit(100m);

        AssertRefused(refusal);
        _whileStamped = null;
        _app.Save(account);
        Assert.Equal(100m, _app.Repository<Account>()[account.Id].Balance);
    }

    [Fact]
    public void A_command_while_the_same_threads_event_is_stored_is_refused()
    {
        Example example = _app.Repository<Example>().Create("bar");
        InvalidOperationException? refusal = null;
        _app.Store.BeforeAppend = () => refusal = Assert.Throws<InvalidOperationException>(() => example.BeatHeart());

        example.Foo = "baz";

        Assert.Contains("is being recorded", refusal?.Message, StringComparison.Ordinal);
        Assert.Equal(2, _app.Repository<Example>()[example.Id].Version);
    }

    [Fact]
    public void However_many_threads_use_it_no_gap_is_stored()
    {
        const int ThreadCount = 8;
        Stopwatch time = Stopwatch.StartNew();
        EventSourcedRepository<Example> examples = _app.Repository<Example>();
        int refused = 0;
        ConcurrentQueue<Exception> others = [];
        for (int round = 0; round < 200 && time.Elapsed < TimeSpan.FromSeconds(2); round++)
        {
            Example example = examples.Create("bar");
            using Barrier start = new(ThreadCount);
            Thread[] threads = [.. Enumerable.Range(0, ThreadCount).Select(_ => new Thread(() => Beat(example, start)))];
            Array.ForEach(threads, static thread => thread.Start());
            Array.ForEach(threads, static thread => thread.Join());

            Assert.Equal((example.HeartbeatCount, example.Version), (examples[example.Id].HeartbeatCount, examples[example.Id].Version));
        }

        Assert.Empty(others);
        Assert.InRange(refused, 1, int.MaxValue);

        void Beat(Example example, Barrier start)
        {
            start.SignalAndWait();
            for (int i = 0; i < 20; i++)
            {
                try
                {
                    example.BeatHeart();
                }
                catch (InvalidOperationException)
                {
                    Interlocked.Increment(ref refused);
                }
                catch (Exception e)
                {
                    others.Enqueue(e);
                }
            }
        }
    }

    private static Exception? OnAnotherThread(Action action)
    {
        Exception? thrown = null;
        Thread thread = new(() => thrown = Record.Exception(action));
        thread.Start();
        thread.Join();
        return thrown;
    }

    private static void AssertRefused(Exception? refusal) =>
        Assert.Contains("is used by two threads at once", Assert.IsType<InvalidOperationException>(refusal).Message, StringComparison.Ordinal);

    private Dictionary<string, string>? Stamp()
    {
        _whileStamped?.Invoke();
        return null;
    }
}
