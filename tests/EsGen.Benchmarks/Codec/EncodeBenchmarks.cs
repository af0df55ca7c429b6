using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using BenchmarkDotNet.Attributes;
using MemoryPack;

namespace EsGen.Benchmarks;

/// <summary>Encodes one event as bytes of its own.</summary>
public class EncodeBenchmarks
{
    private readonly EventContext _context = new(Guid.CreateVersion7(), 1, DateTimeOffset.UnixEpoch);
    private Wallet.Event _event = null!;
    private Func<byte[]> _systemTextJson = null!;
    private Func<byte[]> _memoryPack = null!;

    /// <summary>Which event.</summary>
    [Params("Paid", "Ordered")]
    public string Event { get; set; } = "";

    /// <summary>Makes the event, the same for all.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _event = Samples.Get(Event);
        if (_event is Wallet.Paid)
        {
            Use(Samples.Paid, HandWrittenContext.Default.Paid);
        }
        else
        {
            Use(Samples.Ordered, HandWrittenContext.Default.Ordered);
        }
    }

    /// <summary>By a source-generated context.</summary>
    [Benchmark(Baseline = true)]
    public byte[] SystemTextJson() => _systemTextJson();

    /// <summary>The floor: a binary format without names.</summary>
    [Benchmark]
    public byte[] MemoryPack() => _memoryPack();

    /// <summary>The generated codec.</summary>
    [Benchmark]
    public SequencedItem EsGen() => Samples.Encode<Wallet>(_event, _context);

    private void Use<T>(T value, JsonTypeInfo<T> type)
    {
        _systemTextJson = () => JsonSerializer.SerializeToUtf8Bytes(value, type);
        _memoryPack = () => MemoryPackSerializer.Serialize(value);
    }
}
