using System.Text;
using Xunit;

namespace EsGen.Testing.Stores;

/// <summary>
/// What every store must do. Each store's test project derives from this class, or from <see cref="PersistentStoreContract"/>, and says
/// how to create a datastore. R1, I1, D1, O1 and so on are the lines of the contract that a test stands for.
/// </summary>
public abstract partial class ActiveRecordStrategyContract : IDisposable
{
    private static readonly DateTimeOffset Timestamp = new(2026, 2, 3, 4, 5, 6, TimeSpan.Zero);

    private readonly Lazy<IDatastore> _datastore;

    /// <summary>Opens the datastore when a test first needs it.</summary>
    protected ActiveRecordStrategyContract() => _datastore = new(() => SetUp(CreateDatastore()));

    /// <summary>
    /// The positions that the tests of one sequence run with: counted ones, instants, and ones with gaps from the lowest on.
    /// </summary>
    public static TheoryData<long, long, long> Positions => new()
    {
        { 0, 1, 2 },
        { Timestamp.UtcTicks + 1, Timestamp.UtcTicks + 2, DateTimeOffset.MaxValue.UtcTicks },
        { long.MinValue, -1, long.MaxValue },
    };

    /// <summary>The strategy of a datastore that is set up and was empty when the test began.</summary>
    protected IActiveRecordStrategy Strategy => _datastore.Value.ActiveRecordStrategy;

    /// <summary>A sequence of this test's own.</summary>
    protected Guid Sequence { get; } = Guid.NewGuid();

    /// <summary>Another one.</summary>
    protected Guid OtherSequence { get; } = Guid.NewGuid();

    /// <summary>Closes the datastore; xunit calls it after each test.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Creates a datastore over a new and empty database, not yet set up.</summary>
    protected abstract IDatastore CreateDatastore();

    /// <summary>Does both set-ups of a datastore.</summary>
    /// <param name="datastore">The datastore.</param>
    /// <returns>The same one.</returns>
    protected static IDatastore SetUp(IDatastore datastore)
    {
        datastore.SetupConnection();
        datastore.SetupTables();
        return datastore;
    }

    /// <summary>An item of which each part tells where it belongs.</summary>
    /// <param name="sequenceId">Its sequence.</param>
    /// <param name="position">Its position.</param>
    /// <param name="topic">Its topic.</param>
    protected static SequencedItem Item(Guid sequenceId, long position, string topic = "Example.Created") =>
        new(sequenceId, position, topic, Encoding.UTF8.GetBytes($$"""{"at":{{position}}}"""))
        {
            Timestamp = Timestamp,
        };

    /// <summary>Items at one position after the other.</summary>
    /// <param name="sequenceId">Their sequence.</param>
    /// <param name="count">How many.</param>
    /// <param name="first">The position of the first.</param>
    protected static SequencedItem[] Items(Guid sequenceId, int count, long first = 0) =>
        [.. Enumerable.Range(0, count).Select(index => Item(sequenceId, first + index))];

    /// <summary>Override to remove what a test has left behind, after a call of this one.</summary>
    /// <param name="disposing">True.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing && _datastore.IsValueCreated)
        {
            CloseDatastore();
        }
    }

    /// <summary>Closes the datastore of <see cref="Strategy"/> before the test ends.</summary>
    protected void CloseDatastore() => _datastore.Value.Dispose();

    /// <summary>Runs what blocks on a thread of its own: the thread pool is slow to replace blocked threads.</summary>
    private static Task OnOwnThread(Action action) =>
        Task.Factory.StartNew(action, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static void AssertTaken(SequencedItem expected, ConcurrencyException exception)
    {
        Assert.Equal((expected.SequenceId, expected.Position), (exception.SequenceId, exception.Position));
    }
}
