using BenchmarkDotNet.Attributes;

namespace EsGen.Benchmarks;

/// <summary>Replays a wallet of a thousand events with five fields each, beside System.Text.Json and a switch written by hand.</summary>
public class ReplayBenchmarks
{
    private const int Events = 1_000;

    private readonly StoredItems _items = new();
    private EventSourcedRepository<Wallet> _wallets = null!;
    private Guid _id;

    /// <summary>Stores the events once.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _wallets = new EventSourcedApplication(_items, new EventSourcedApplicationOptions { PageSize = Events + 1 }).Repository<Wallet>();
        Wallet wallet = new(payments: 0);
        for (int i = 1; i < Events; i++)
        {
            wallet.Pay(Guid.CreateVersion7(), "reference-0123456789", 12.34m + i, i, DateTimeOffset.UnixEpoch.AddDays(i));
        }

        _wallets.Save(wallet);
        _id = wallet.Id;
    }

    /// <summary>Deserializes each item to a record and switches over it.</summary>
    [Benchmark(Baseline = true)]
    public decimal SystemTextJsonAndSwitch()
    {
        HandWrittenWallet wallet = new();
        foreach (SequencedItem item in _items.GetItems(_id))
        {
            wallet.Apply(item.Topic, item.Data.Span);
        }

        return wallet.Balance;
    }

    /// <summary>Loads through the repository: the generated replay.</summary>
    [Benchmark]
    public decimal EsGen() => _wallets.Get(_id).Balance;
}
