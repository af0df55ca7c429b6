using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Xunit;

namespace EsGen.Tests.Listening;

/// <summary>Listens to all that EsGen tells, and to a source of the test's own. Listeners are the process's, so these tests run alone.</summary>
internal sealed class Listener : IDisposable
{
    private readonly ActivityListener _spans;
    private readonly MeterListener _meter = new();
    private readonly ConcurrentQueue<Activity> _activities = new();
    private readonly ConcurrentQueue<Measured> _measurements = new();
    private readonly ConcurrentDictionary<string, Instrument> _instruments = new();

    public Listener(bool spans = true, bool meter = true)
    {
        _spans = new ActivityListener
        {
            ShouldListenTo = source => source == Source || (spans && source.Name == "EsGen"),
            Sample = static (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _activities.Enqueue,
        };
        ActivitySource.AddActivityListener(_spans);
        if (!meter)
        {
            return;
        }

        _meter.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == "EsGen")
            {
                _instruments[instrument.Name] = instrument;
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _meter.SetMeasurementEventCallback<long>((instrument, value, tags, _) => _measurements.Enqueue(new(instrument.Name, value, [.. tags])));
        _meter.SetMeasurementEventCallback<double>((instrument, value, tags, _) => _measurements.Enqueue(new(instrument.Name, value, [.. tags])));
        _meter.Start();
    }

    /// <summary>The application's own spans: a request for example.</summary>
    public ActivitySource Source { get; } = new("Tests");

    public IReadOnlyDictionary<string, Instrument> Instruments => _instruments;

    public IReadOnlyList<Activity> Spans => [.. _activities];

    public IReadOnlyList<Activity> Named(string name) => [.. _activities.Where(activity => activity.OperationName == name)];

    public Activity Single(string name) => Assert.Single(Named(name));

    /// <summary>The first spans of a name, which something in the background ends.</summary>
    public async Task<IReadOnlyList<Activity>> WaitForAsync(string name, int count = 1)
    {
        using CancellationTokenSource end = new(TimeSpan.FromSeconds(30));
        while (Named(name).Count < count)
        {
            await Task.Delay(5, end.Token);
        }

        return Named(name);
    }

    public IReadOnlyList<Measured> Measured(string instrument) => [.. _measurements.Where(measured => measured.Instrument == instrument)];

    public IReadOnlyList<Measured> Observe(string instrument)
    {
        int before = _measurements.Count;
        _meter.RecordObservableInstruments();
        return [.. _measurements.Skip(before).Where(measured => measured.Instrument == instrument)];
    }

    public void Clear()
    {
        _activities.Clear();
        _measurements.Clear();
    }

    public void Dispose()
    {
        _spans.Dispose();
        _meter.Dispose();
        Source.Dispose();
    }
}

/// <summary>What was measured, with its tags.</summary>
internal sealed record Measured(string Instrument, double Value, KeyValuePair<string, object?>[] Tags)
{
    public string? this[string tag] => Tags.FirstOrDefault(pair => pair.Key == tag).Value as string;
}

[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ListenerTests
{
    public const string Name = "Listeners";
}
