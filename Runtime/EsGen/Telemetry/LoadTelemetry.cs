using System.Diagnostics;

namespace EsGen;

/// <summary>One load as listeners see it: a span and measurements. Made only where somebody listens.</summary>
internal sealed class LoadTelemetry : IDisposable
{
    private readonly Activity? _activity;
    private readonly TagList _tags;
    private readonly long _start = Stopwatch.GetTimestamp();

    /// <param name="strategy">The store.</param>
    /// <param name="application">The application's name; null if it has none.</param>
    /// <param name="entity">The kind of entity.</param>
    /// <param name="id">The entity's id.</param>
    public LoadTelemetry(IActiveRecordStrategy strategy, string? application, string entity, Guid id)
    {
        _tags = Telemetry.StoreTags(strategy.SystemName, application, "load");
        _tags.Add(Telemetry.EntityTag, entity);
        _activity = Telemetry.Source.StartActivity("load " + entity, ActivityKind.Client, parentContext: default, _tags);
        if (_activity is { IsAllDataRequested: true })
        {
            _activity.SetTag(Telemetry.SequenceTag, id.ToString());
        }
    }

    public static bool IsListenedTo =>
        Telemetry.Source.HasListeners()
        || Telemetry.LoadDuration.Enabled
        || Telemetry.LoadEvents.Enabled
        || Telemetry.SnapshotsUsed.Enabled;

    /// <param name="events">How many events were replayed.</param>
    /// <param name="beginsWithSnapshot">Whether it was behind a snapshot.</param>
    public void Succeed(long events, bool beginsWithSnapshot)
    {
        if (_activity is { IsAllDataRequested: true })
        {
            _activity.SetTag("esgen.load.events", events);
        }

        if (beginsWithSnapshot)
        {
            Telemetry.SnapshotsUsed.Add(1, _tags);
        }

        Telemetry.LoadEvents.Record(events, _tags);
        Telemetry.LoadDuration.Record(Stopwatch.GetElapsedTime(_start).TotalSeconds, _tags);
    }

    public void Fail(Exception exception)
    {
        _activity.Fail(exception);
        TagList tags = _tags;
        tags.Add(Telemetry.ErrorTag, Telemetry.NameOf(exception));
        Telemetry.LoadDuration.Record(Stopwatch.GetElapsedTime(_start).TotalSeconds, tags);
    }

    public void Dispose() => _activity?.Dispose();
}
