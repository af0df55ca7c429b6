using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace EsGen;

/// <summary>What listeners are told of runners.</summary>
internal static class RunnerTelemetry
{
    private static readonly ConcurrentDictionary<Func<IReadOnlyList<RunnerStatus>>, EventStore> s_runners = new();

    static RunnerTelemetry()
    {
        Telemetry.Meter.CreateObservableGauge(
            "esgen.runner.behind",
            static () => Observe(static status => status.Behind),
            "{event}",
            "How far a read model or policy is behind what is stored, in notification ids.");
        Telemetry.Meter.CreateObservableGauge(
            "esgen.policy.parked",
            static () => Observe(static status => status.Kind == RunnerKind.Policy ? status.Parked : null),
            "{event}",
            "Events that a policy has parked.");
    }

    /// <summary>Has a runner observed, as long as it runs.</summary>
    /// <param name="getStatus">How it stands with what it was given.</param>
    /// <param name="eventStore">The store.</param>
    public static void Add(Func<IReadOnlyList<RunnerStatus>> getStatus, EventStore eventStore) => s_runners.TryAdd(getStatus, eventStore);

    public static void Remove(Func<IReadOnlyList<RunnerStatus>> getStatus) => s_runners.TryRemove(getStatus, out _);

    public static TagList Tags(EventStore eventStore, RunnerKind kind, string name)
    {
        TagList tags =
            new() { { "esgen.runner.kind", kind == RunnerKind.Policy ? "policy" : "read_model" }, { "esgen.runner.name", name } };
        if (eventStore.Options.Name is { } application)
        {
            tags.Add(Telemetry.ApplicationTag, application);
        }

        return tags;
    }

    /// <summary>Begins the span of a policy's method; null where nobody listens.</summary>
    public static Activity? BeginReaction(EventStore eventStore, string policy, PolicyWork work)
    {
        if (!Telemetry.Source.HasListeners())
        {
            return null;
        }

        ActivityContext? cause = TraceMetadata.Read(work.Notification.Item);
        Activity? activity = Telemetry.Source.StartActivity(
            "react " + policy,
            ActivityKind.Consumer,
            parentContext: default,
            Tags(eventStore, RunnerKind.Policy, policy),
            cause is { } context ? [new ActivityLink(context)] : null);
        if (activity is { IsAllDataRequested: true })
        {
            activity.SetTag(Telemetry.NotificationTag, work.Notification.Id);
            activity.SetTag(Telemetry.SequenceTag, work.Notification.Item.SequenceId.ToString());
            activity.SetTag(Telemetry.PositionTag, work.Notification.Item.Position);
        }

        return activity;
    }

    /// <param name="eventStore">The store.</param>
    /// <param name="kind">Who has handled them.</param>
    /// <param name="name">Its name.</param>
    /// <param name="count">How many.</param>
    /// <param name="oldest">When the oldest one happened; null if that is of no interest.</param>
    public static void CountHandled(EventStore eventStore, RunnerKind kind, string name, long count, DateTimeOffset? oldest)
    {
        if (!Telemetry.RunnerHandled.Enabled && !Telemetry.RunnerDelay.Enabled)
        {
            return;
        }

        TagList tags = Tags(eventStore, kind, name);
        Telemetry.RunnerHandled.Add(count, tags);
        if (oldest is { } then)
        {
            Telemetry.RunnerDelay.Record(Math.Max((eventStore.Options.TimeProvider.GetUtcNow() - then).TotalSeconds, 0), tags);
        }
    }

    public static void CountFailure(EventStore eventStore, RunnerKind kind, string name, Exception exception)
    {
        if (Telemetry.RunnerFailures.Enabled)
        {
            TagList tags = Tags(eventStore, kind, name);
            tags.Add(Telemetry.ErrorTag, Telemetry.NameOf(exception));
            Telemetry.RunnerFailures.Add(1, tags);
        }
    }

    private static List<Measurement<long>> Observe(Func<RunnerStatus, long?> measure)
    {
        List<Measurement<long>> measurements = [];
        foreach ((Func<IReadOnlyList<RunnerStatus>> getStatus, EventStore eventStore) in s_runners)
        {
            IReadOnlyList<RunnerStatus> all;
            try
            {
                all = getStatus();
            }
            catch (Exception)
            {
                // The store can't be asked: nothing is known of this runner, and the others are still observed.
                continue;
            }

            foreach (RunnerStatus status in all)
            {
                if (measure(status) is { } value)
                {
                    measurements.Add(new Measurement<long>(value, Tags(eventStore, status.Kind, status.Name)));
                }
            }
        }

        return measurements;
    }
}
