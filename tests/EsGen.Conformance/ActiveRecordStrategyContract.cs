using System.Text;
using Xunit;

namespace EsGen.Conformance;

/// <summary>
/// What every store must do. Each store's test project derives from this class, or from <see cref="PersistentStoreContract"/>, and says
/// how to create a datastore. R1, I1, D1, O1 and so on are the lines of the contract that a test stands for.
/// </summary>
public abstract partial class ActiveRecordStrategyContract : IDisposable
{
    private static readonly DateTimeOffset Timestamp = new(2026, 2, 3, 4, 5, 6, TimeSpan.Zero);

    private readonly Lazy<IDatastore> _datastore;

    protected ActiveRecordStrategyContract() => _datastore = new(() => SetUp(CreateDatastore()));

    /// <summary>The positions that the tests of one sequence run with: counted ones, instants, and ones with gaps from the lowest on.</summary>
    public static TheoryData<long, long, long> Positions => new()
    {
        { 0, 1, 2 },
        { Timestamp.UtcTicks + 1, Timestamp.UtcTicks + 2, DateTimeOffset.MaxValue.UtcTicks },
        { long.MinValue, -1, long.MaxValue },
    };

    /// <summary>The strategy of a datastore that is set up and was empty when the test began.</summary>
    protected IActiveRecordStrategy Strategy => _datastore.Value.ActiveRecordStrategy;

    protected Guid Sequence { get; } = Guid.NewGuid();

    protected Guid OtherSequence { get; } = Guid.NewGuid();

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Creates a datastore over a new and empty database, not yet set up.</summary>
    protected abstract IDatastore CreateDatastore();

    protected static IDatastore SetUp(IDatastore datastore)
    {
        datastore.SetupConnection();
        datastore.SetupTables();
        return datastore;
    }

    protected static SequencedItem Item(Guid sequenceId, long position, string topic = "Example.Created") =>
        new(sequenceId, position, topic, Encoding.UTF8.GetBytes($$"""{"at":{{position}}}"""))
        {
            Timestamp = Timestamp,
        };

    protected static SequencedItem[] Items(Guid sequenceId, int count, long first = 0) =>
        [.. Enumerable.Range(0, count).Select(index => Item(sequenceId, first + index))];

    protected virtual void Dispose(bool disposing)
    {
        if (disposing && _datastore.IsValueCreated)
        {
            CloseDatastore();
        }
    }

    protected void CloseDatastore() => _datastore.Value.Dispose();

    /// <summary>Runs what blocks on a thread of its own: the thread pool is slow to replace blocked threads.</summary>
    private static Task OnOwnThread(Action action) =>
        Task.Factory.StartNew(action, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static void AssertTaken(SequencedItem expected, ConcurrencyException exception)
    {
        Assert.Equal((expected.SequenceId, expected.Position), (exception.SequenceId, exception.Position));
    }
}
