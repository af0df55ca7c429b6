using System.Diagnostics;
using System.Diagnostics.Metrics;
using EsGen.Benchmarks.Snapshots;

namespace EsGen.Benchmarks.Listening;

/// <summary>What an append and a load cost in memory without a listener, with one of measurements, and with one of spans, too.</summary>
internal static class ListeningCost
{
    private const int Rounds = 20_000;

    public static void Run()
    {
        using EventSourcedApplication application = new(InMemoryDatastore.Open());
        EventSourcedRepository<Parcel> parcels = application.Repository<Parcel>();
        Parcel loaded = NewParcel();
        parcels.Save(loaded);
        Console.WriteLine("listeners                       append ns   bytes     load ns   bytes");
        Measure("none");
        using MeterListener meter = new()
        {
            InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument.Meter.Name == "EsGen")
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        meter.Start();
        Measure("meter");
        using ActivityListener spans = new()
        {
            ShouldListenTo = static source => source.Name == "EsGen",
            Sample = static (ref _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(spans);
        Measure("meter, spans");

        void Measure(string listeners)
        {
            (double appendTime, long appendBytes) = MeasureOne(() => parcels.Save(NewParcel()));
            (double loadTime, long loadBytes) = MeasureOne(() => parcels.Get(loaded.Id));
            Console.WriteLine($"{listeners,-30}{appendTime,10:N0}{appendBytes,8:N0}{loadTime,12:N0}{loadBytes,8:N0}");
        }
    }

    private static (double Nanoseconds, long Bytes) MeasureOne(Action action)
    {
        for (int round = 0; round < Rounds; round++)
        {
            action();
        }

        long bytes = GC.GetAllocatedBytesForCurrentThread();
        long start = Stopwatch.GetTimestamp();
        for (int round = 0; round < Rounds; round++)
        {
            action();
        }

        return (
            Stopwatch.GetElapsedTime(start).TotalNanoseconds / Rounds,
            (GC.GetAllocatedBytesForCurrentThread() - bytes) / Rounds);
    }

    private static Parcel NewParcel() => new(Guid.NewGuid(), "reference", 9.5m, 3, DateTimeOffset.UnixEpoch);
}
