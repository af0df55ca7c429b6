using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using BenchmarkDotNet.Attributes;
using MemoryPack;

namespace EsGen.Benchmarks;

/// <summary>Decodes one event to its record.</summary>
public class DecodeBenchmarks
{
    private SequencedItem _item;
    private Func<object?> _systemTextJson = null!;
    private Func<object?> _memoryPack = null!;

    /// <summary>Which event.</summary>
    [Params("Paid", "Ordered")]
    public string Event { get; set; } = "";

    /// <summary>Encodes the event, the same for all.</summary>
    [GlobalSetup]
    public void Setup()
    {
        Wallet.Event e = Samples.Get(Event);
        _item = Samples.Encode<Wallet>(e, new EventContext(Guid.CreateVersion7(), 1, DateTimeOffset.UnixEpoch));
        if (e is Wallet.Paid)
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
    public object? SystemTextJson() => _systemTextJson();

    /// <summary>The floor: a binary format without names.</summary>
    [Benchmark]
    public object? MemoryPack() => _memoryPack();

    /// <summary>The generated codec.</summary>
    [Benchmark]
    public object EsGen() => Samples.Decode<Wallet>(_item);

    private void Use<T>(T value, JsonTypeInfo<T> type)
    {
        byte[] packed = MemoryPackSerializer.Serialize(value);
        _systemTextJson = () => JsonSerializer.Deserialize(_item.Data.Span, type);
        _memoryPack = () => MemoryPackSerializer.Deserialize<T>(packed);
    }
}
