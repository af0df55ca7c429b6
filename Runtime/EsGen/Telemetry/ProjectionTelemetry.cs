using System.Diagnostics;

namespace EsGen;

/// <summary>One batch of a read model as listeners see it: a span and measurements. Made only where somebody listens.</summary>
internal sealed class ProjectionTelemetry : IDisposable
{
    private readonly EventStore _eventStore;
    private readonly string _readModel;
    private readonly DateTimeOffset _start = DateTimeOffset.UtcNow;
    private readonly HashSet<ActivityContext> _causes = [];
    private Activity? _activity;
    private DateTimeOffset? _oldest;
    private long _handled;
    private long _last;

    private ProjectionTelemetry(EventStore eventStore, string readModel)
    {
        _eventStore = eventStore;
        _readModel = readModel;
    }

    /// <summary>Begins one; null where nobody listens.</summary>
    public static ProjectionTelemetry? Begin(EventStore eventStore, string readModel) =>
        Telemetry.Source.HasListeners() || Telemetry.RunnerHandled.Enabled || Telemetry.RunnerDelay.Enabled
            ? new ProjectionTelemetry(eventStore, readModel)
            : null;

    /// <summary>Counts an event that the model has handled.</summary>
    public void Add(in Notification notification)
    {
        _handled++;
        _oldest ??= notification.Item.Timestamp;
        _last = notification.Id;
        if (_causes.Count < Telemetry.MaxLinks && Telemetry.Source.HasListeners() && TraceMetadata.Read(notification.Item) is { } cause)
        {
            _causes.Add(cause);
        }
    }

    /// <summary>Begins the span, of a batch in which something was handled: what the commit does is in it.</summary>
    public void BeginCommit()
    {
        if (_handled > 0)
        {
            BeginActivity();
        }
    }

    /// <param name="isLive">Whether the documents had caught up before: what is made again says nothing about delays.</param>
    public void Succeed(bool isLive)
    {
        if (_handled > 0)
        {
            RunnerTelemetry.CountHandled(_eventStore, RunnerKind.ReadModel, _readModel, _handled, isLive ? _oldest : null);
        }

        _activity?.Dispose();
    }

    public void Fail(Exception exception)
    {
        if (exception is not OperationCanceledException)
        {
            BeginActivity();
            _activity.Fail(exception is ReadModelStoppedException { InnerException: { } cause } ? cause : exception);
        }
    }

    public void Dispose() => _activity?.Dispose();

    private void BeginActivity()
    {
        _activity ??= Telemetry.Source.StartActivity(
            "project " + _readModel,
            ActivityKind.Consumer,
            parentContext: default,
            RunnerTelemetry.Tags(_eventStore, RunnerKind.ReadModel, _readModel),
            _causes.Select(static context => new ActivityLink(context)),
            _start);
        if (_activity is { IsAllDataRequested: true } && _handled > 0)
        {
            _activity.SetTag(Telemetry.NotificationTag, _last);
            if (_handled > 1)
            {
                _activity.SetTag(Telemetry.BatchSizeTag, _handled);
            }
        }
    }
}
