using System.Text;
using EsGen.LiteDB;
using EsGen.Tool.Tests.Domain;

namespace EsGen.Tool.Tests;

/// <summary>A LiteDB file with accounts, which is gone after the test.</summary>
internal sealed class BankStore : IDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();

    public string Path => _folder.File("bank.db");

    public string File(string name) => _folder.File(name);

    /// <summary>The id of an account.</summary>
    public static Guid IdOf(int number) => new(number, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 0);

    /// <summary>
    /// A store with so many accounts of so many events each; the one of an event is a second behind that of the event before.
    /// </summary>
    public static BankStore Create(int accounts = 3, int eventsEach = 3)
    {
        BankStore store = new();
        store.Change(strategy =>
        {
            List<SequencedItem> items = [];
            for (int position = 0; position < eventsEach; position++)
            {
                for (int account = 1; account <= accounts; account++)
                {
                    items.Add(Item(account, position, Start.AddSeconds(items.Count)));
                }
            }

            foreach (SequencedItem[] part in items.Chunk(1000))
            {
                strategy.Append(part);
            }
        });
        return store;
    }

    public static SequencedItem Item(
        int account, long position, DateTimeOffset? timestamp = null, string? topic = null, string? data = null, string? metadata = null) =>
        new(
            IdOf(account),
            position,
            topic ?? (position == 0 ? "Account.Opened" : "Account.Deposited"),
            Encoding.UTF8.GetBytes(data ?? (position == 0 ? $$"""{"owner":"Owner {{account}}"}""" : $$"""{"amount":{{position}}}""")))
        {
            Timestamp = timestamp ?? Start,
            Metadata = metadata is null ? default : Encoding.UTF8.GetBytes(metadata),
        };

    /// <summary>Does something with the store while it is open.</summary>
    public void Change(Action<IActiveRecordStrategy> change)
    {
        using LiteDbDatastore datastore = LiteDbDatastore.Open(new LiteDbSettings { Path = Path, Durability = Durability.OsBuffered });
        change(datastore.ActiveRecordStrategy);
    }

    public void Append(params SequencedItem[] items) => Change(strategy => strategy.Append(items, tracking: null));

    /// <summary>Does something with the application's own classes.</summary>
    public void Use(Action<EventSourcedApplication> use)
    {
        using LiteDbDatastore datastore = LiteDbDatastore.Open(Path);
        using EventSourcedApplication app = new(datastore);
        use(app);
    }

    public void Dispose() => _folder.Dispose();
}
