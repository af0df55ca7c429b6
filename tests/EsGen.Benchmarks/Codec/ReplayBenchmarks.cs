using BenchmarkDotNet.Attributes;

namespace EsGen.Benchmarks;

/// <summary>Replays a thousand events of one kind, beside System.Text.Json's source-generated deserialize and the same switch; times are per event.</summary>
public class ReplayBenchmarks
{
    private StoredWallet _wallet = null!;

    /// <summary>Which event.</summary>
    [Params("Paid", "Charged", "Ordered")]
    public string Event { get; set; } = "";

    /// <summary>Chooses the items.</summary>
    [GlobalSetup]
    public void Setup() => _wallet = Event switch
    {
        "Paid" => StoredWallet.OfPaid,
        "Charged" => StoredWallet.OfCharged,
        _ => StoredWallet.OfOrdered,
    };

    /// <summary>Deserializes each item to a record and switches over it.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = StoredWallet.Events)]
    public decimal SystemTextJsonAndSwitch() => _wallet.ReplayByHand();

    /// <summary>The generated replay: no record, no switch over types.</summary>
    [Benchmark(OperationsPerInvoke = StoredWallet.Events)]
    public decimal EsGen() => _wallet.ReplayFused();
}
