namespace EsGen.Benchmarks;

/// <summary>The items of a wallet whose events are all of one kind but the first, and both ways of replaying them.</summary>
internal sealed class StoredWallet
{
    public const int Events = 1_000;

    private readonly SequencedItem[] _items;

    public StoredWallet(Action<Wallet, int> command)
    {
        using InMemoryDatastore store = InMemoryDatastore.Open();
        Wallet wallet = new(payments: 0);
        for (int i = 1; i < Events; i++)
        {
            command(wallet, i);
        }

        new EventSourcedApplication(store).Repository<Wallet>().Save(wallet);
        _items = [.. store.ActiveRecordStrategy.GetItems(wallet.Id)];
    }

    public static StoredWallet OfPaid { get; } = new(static (wallet, i) => wallet.Pay(Guid.CreateVersion7(), "reference-0123456789", 12.34m + i, i, DateTimeOffset.UnixEpoch.AddDays(i)));

    public static StoredWallet OfCharged { get; } = new(static (wallet, i) => wallet.Charge(Guid.CreateVersion7(), 12.34m + i, i, DateTimeOffset.UnixEpoch.AddDays(i)));

    public static StoredWallet OfOrdered { get; } = new(static (wallet, i) => wallet.Order(Guid.CreateVersion7(), "customer-0123456789", [.. Enumerable.Range(0, 10).Select(line => new OrderLine("sku-" + line, line, 1.50m + i))]));

    public SequencedItem Item => _items[^1];

    public decimal ReplayFused() => Replay<Wallet>().Balance;

    public decimal ReplayByHand()
    {
        HandWrittenWallet wallet = new();
        foreach (ref readonly SequencedItem item in _items.AsSpan())
        {
            wallet.Apply(item.Topic, item.Data.Span);
        }

        return wallet.Balance;
    }

    private T Replay<T>()
        where T : class, IEventSourced<T>
    {
        T? entity = null;
        foreach (ref readonly SequencedItem item in _items.AsSpan())
        {
            entity = T.Replay(entity, item);
        }

        return entity!;
    }
}
