using System.Text;
using EsGen;
using EsGen.LiteDB;
using EsGen.PostgreSql;
using Sample;

string folder = Directory.CreateTempSubdirectory("esgen-sample-").FullName;
try
{
    using IDatastore datastore = args.Contains("--postgresql")
        ? PostgreSqlDatastore.Open(Environment.GetEnvironmentVariable("ESGEN_SAMPLE_PG")
            ?? throw new InvalidOperationException("Set ESGEN_SAMPLE_PG to the database: Host=localhost;Database=sample;Username=…"))
        : LiteDbDatastore.Open(Path.Combine(folder, "example.db"));
    long before = datastore.ActiveRecordStrategy.LastNotificationId;
    using EventSourcedApplication app = new(datastore);

    RunQuickStart(app);
    await RunAccountsAsync(app);
    RunOldAccount(app, datastore);
    await ListAccountsAsync(app);
    await RemindAsync(app);
    PrintStored(datastore, before);
}
finally
{
    Directory.Delete(folder, recursive: true);
}

static void RunQuickStart(EventSourcedApplication app)
{
    EventSourcedRepository<Example> examples = app.Repository<Example>();

    Example example = examples.Create(foo: "bar");
    Console.WriteLine($"created    {example.Id}, Foo = {examples[example.Id].Foo}");

    example.Foo = "baz";
    Console.WriteLine($"updated    Foo = {examples[example.Id].Foo}, after {example.Version} events");

    example.BeatHeart(3);
    Console.WriteLine($"beat       {examples[example.Id].HeartbeatCount} times; after 2 events Foo was {examples.Get(example.Id, 2).Foo}");

    example.Discard();
    Console.WriteLine($"discarded  still there: {examples.Contains(example.Id)}");
}

static async Task RunAccountsAsync(EventSourcedApplication app)
{
    EventSourcedRepository<Account> accounts = app.Repository<Account>();

    Account account = new("Ada");
    account.Deposit(100m, "EUR");
    Console.WriteLine(
        $"opened     {account.Id}, {account.PendingEvents.Count} events to save, stored: {await accounts.ContainsAsync(account.Id)}");

    await accounts.SaveAsync(account);
    await accounts.UpdateAsync(account.Id, a => a.Withdraw(30m));
    await accounts.UpdateAsync(account.Id, a => a.Withdraw(1_000m));
    Account present = await accounts.GetAsync(account.Id);
    Console.WriteLine($"saved      {present.Owner} has {present.Balance}");

    try
    {
        account.Deposit(1m, "EUR");
        await accounts.SaveAsync(account);
    }
    catch (ConcurrencyException conflict)
    {
        Console.WriteLine($"refused    the first instance is stale: position {conflict.Position} is taken");
    }
}

// What an earlier version of this program stored is read as what it is today: Account.Upcast.
static void RunOldAccount(EventSourcedApplication app, IDatastore datastore)
{
    Guid id = Guid.CreateVersion7();
    datastore.ActiveRecordStrategy.Append(
        new SequencedItem(id, 0, "Account.Opened", """{"owner":"Charles","overdraftLimit":0}"""u8.ToArray())
        {
            Timestamp = DateTimeOffset.UtcNow,
        },
        new SequencedItem(id, 1, "Account.Deposited", """{"amount":7}"""u8.ToArray()) { Timestamp = DateTimeOffset.UtcNow });

    Account old = app.Repository<Account>()[id];
    Console.WriteLine($"upcast     {old.Owner} has {old.Balance} {old.Currency}");
}

// A list page: a runner takes the events to documents, which have indexes.
static async Task ListAccountsAsync(EventSourcedApplication app)
{
    await using EventSourcedRunner runner = new(app);
    runner.Add<AccountLine>();
    await runner.StartAsync();
    ReadModels<AccountLine> lines = app.ReadModels<AccountLine>();
    Account account = new("Grace");
    account.Deposit(500m, "EUR");
    await app.Repository<Account>().SaveAsync(account);
    await lines.WaitForAsync(account);
    Console.WriteLine($"listed     Grace has {lines.FindByOwner("Grace")[0].Balance}; by balance:");
    foreach (AccountLine line in lines.FindByBalance(from: 10m, descending: true))
    {
        Console.WriteLine($"             {line.Owner,-8} {line.Balance,6}");
    }
}

// Whenever an account falls below zero a letter is written: once, whatever is killed when.
static async Task RemindAsync(EventSourcedApplication app)
{
    await using EventSourcedRunner runner = new(app);
    runner.Add(new Reminding(app.Repository<Account>()));
    await runner.StartAsync();
    Account account = new("Mary", overdraftLimit: 100m);
    account.Withdraw(20m);
    await app.Repository<Account>().SaveAsync(account);
    await runner.WaitUntilCaughtUpAsync();
    EventSourcedRepository<ReminderLetter> letters = app.Repository<ReminderLetter>();
    ReminderLetter letter = letters[letters.GetIds()[0]];
    Console.WriteLine($"reminded   {letter.Recipient} owes {letter.Owed}");
}

static void PrintStored(IDatastore datastore, long before)
{
    Console.WriteLine("stored");
    foreach ((long id, SequencedItem item) in datastore.ActiveRecordStrategy.GetNotifications(before, limit: 100))
    {
        Console.WriteLine($"  {id,2}  {item.SequenceId}  {item.Position,2}  {item.Topic,-26} {Encoding.UTF8.GetString(item.Data.Span)}");
    }
}
