using System.Diagnostics;

namespace EsGen;

/// <summary>One append as listeners see it: a span and measurements. Made only where somebody listens.</summary>
internal sealed class AppendTelemetry : IDisposable
{
    private readonly Activity? _activity;
    private readonly TagList _tags;
    private readonly IReadOnlyCollection<SequencedItem> _items;

    // Null if they are of several kinds.
    private readonly string? _entity;
    private readonly long _start = Stopwatch.GetTimestamp();

    /// <param name="strategy">The store.</param>
    /// <param name="application">The application's name; null if it has none.</param>
    /// <param name="items">What is stored, at least one item.</param>
    /// <param name="causes">The spans of what decided it elsewhere; null if that is the current one.</param>
    public AppendTelemetry(
        IActiveRecordStrategy strategy,
        string? application,
        IReadOnlyCollection<SequencedItem> items,
        IReadOnlyList<ActivityContext>? causes)
    {
        _items = items;
        _tags = Telemetry.StoreTags(strategy.SystemName, application, "append");
        SequencedItem first = items.First();
        if (TopicText.EntityOf(first.Topic) is { } entity && items.All(item => IsOf(item.Topic, entity)))
        {
            _entity = entity;
            _tags.Add(Telemetry.EntityTag, entity);
        }

        // One cause is the parent. Several would be in several traces, of which a span can be in one only.
        _activity = Telemetry.Source.StartActivity(
            _entity is null ? "append" : "append " + _entity,
            ActivityKind.Client,
            causes is [var cause] ? cause : default,
            _tags,
            causes?.Count > 1 ? causes.Take(Telemetry.MaxLinks).Select(static context => new ActivityLink(context)) : null);
        if (_activity is null or { IsAllDataRequested: false })
        {
            return;
        }

        if (items.Count > 1)
        {
            _activity.SetTag(Telemetry.BatchSizeTag, items.Count);
        }

        if (items.All(item => item.SequenceId == first.SequenceId))
        {
            _activity.SetTag(Telemetry.SequenceTag, first.SequenceId.ToString());
            _activity.SetTag(Telemetry.PositionTag, first.Position);
        }
    }

    public static bool IsListenedTo =>
        Telemetry.Source.HasListeners()
        || Telemetry.AppendDuration.Enabled
        || Telemetry.AppendEvents.Enabled
        || Telemetry.AppendConflicts.Enabled;

    public void Succeed(long lastNotificationId)
    {
        _activity?.SetTag(Telemetry.NotificationTag, lastNotificationId);
        Telemetry.AppendDuration.Record(Stopwatch.GetElapsedTime(_start).TotalSeconds, _tags);
        if (_entity is not null)
        {
            Telemetry.AppendEvents.Add(_items.Count, _tags);
        }
        else if (Telemetry.AppendEvents.Enabled)
        {
            CountByEntity();
        }
    }

    public void Fail(Exception exception)
    {
        _activity.Fail(exception);
        if (exception is ConcurrencyException)
        {
            Telemetry.AppendConflicts.Add(1, _tags);
        }

        TagList tags = _tags;
        tags.Add(Telemetry.ErrorTag, Telemetry.NameOf(exception));
        Telemetry.AppendDuration.Record(Stopwatch.GetElapsedTime(_start).TotalSeconds, tags);
    }

    public void Dispose() => _activity?.Dispose();

    private void CountByEntity()
    {
        foreach (IGrouping<string?, SequencedItem> entity in _items.GroupBy(
            static item => TopicText.EntityOf(item.Topic), StringComparer.Ordinal))
        {
            TagList tags = _tags;
            tags.Add(Telemetry.EntityTag, entity.Key);
            Telemetry.AppendEvents.Add(entity.Count(), tags);
        }
    }

    private static bool IsOf(string topic, string entity) =>
        topic.Length > entity.Length && topic.LastIndexOf('.') == entity.Length && topic.StartsWith(entity, StringComparison.Ordinal);
}
