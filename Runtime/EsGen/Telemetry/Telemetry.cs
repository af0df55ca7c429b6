using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace EsGen;

/// <summary>
/// The one source of spans and the one meter, and the instruments that events are measured with (docs/telemetry.md). Names and units are
/// what dashboards are built on: they don't change. Ids are on spans only, and payloads nowhere.
/// </summary>
internal static class Telemetry
{
    public const string Name = "EsGen";
    public const string EntityTag = "esgen.entity";
    public const string SequenceTag = "esgen.sequence.id";
    public const string PositionTag = "esgen.position";
    public const string NotificationTag = "esgen.notification.id";
    public const string BatchSizeTag = "db.operation.batch.size";
    public const string ApplicationTag = "db.namespace";
    public const string ErrorTag = "error.type";

    // More would cost more than they tell; exporters keep 128 unless told otherwise.
    public const int MaxLinks = 128;

    private static readonly string? s_version = typeof(Telemetry).Assembly.GetName().Version?.ToString(3);

    // The default ones are made for milliseconds.
    private static readonly InstrumentAdvice<double> s_durations = new()
    {
        HistogramBucketBoundaries = [0.0001, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 10],
    };

    private static readonly InstrumentAdvice<double> s_delays = new()
    {
        HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800, 3600],
    };

    private static readonly InstrumentAdvice<long> s_counts =
        new() { HistogramBucketBoundaries = [0, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 5000, 10000] };

    public static readonly ActivitySource Source = new(Name, s_version);
    public static readonly Meter Meter = new(Name, s_version);

    public static readonly Histogram<double> AppendDuration =
        Meter.CreateHistogram("esgen.append.duration", "s", "How long an append took, refused ones included.", tags: null, s_durations);

    public static readonly Counter<long> AppendEvents = Meter.CreateCounter<long>(
        "esgen.append.events",
        "{event}",
        "Events that were stored.");

    public static readonly Counter<long> AppendConflicts =
        Meter.CreateCounter<long>("esgen.append.conflicts", "{conflict}", "Appends that were refused because a position was taken.");

    public static readonly Histogram<double> LoadDuration =
        Meter.CreateHistogram("esgen.load.duration", "s", "How long it took to load an entity.", tags: null, s_durations);

    public static readonly Histogram<long> LoadEvents =
        Meter.CreateHistogram("esgen.load.events", "{event}", "Events that were replayed to load an entity.", tags: null, s_counts);

    public static readonly Counter<long> SnapshotsUsed = Meter.CreateCounter<long>(
        "esgen.snapshot.used",
        "{load}",
        "Loads that began with a snapshot.");

    public static readonly Histogram<double> RunnerDelay = Meter.CreateHistogram(
        "esgen.runner.delay", "s", "How old the oldest event of a batch was when the batch was stored.", tags: null, s_delays);

    public static readonly Counter<long> RunnerHandled =
        Meter.CreateCounter<long>("esgen.runner.handled", "{event}", "Events that read models and policies have handled.");

    public static readonly Counter<long> RunnerFailures =
        Meter.CreateCounter<long>("esgen.runner.failures", "{failure}", "Failed attempts of read models and policies to handle an event.");

    /// <summary>The tags that all spans and measurements of an operation on a store have.</summary>
    /// <param name="system">The kind of store.</param>
    /// <param name="application">The application's name; null if it has none.</param>
    /// <param name="operation">What is done.</param>
    public static TagList StoreTags(string system, string? application, string operation)
    {
        TagList tags = new() { { "db.system.name", system }, { "db.operation.name", operation } };
        if (application is not null)
        {
            tags.Add(ApplicationTag, application);
        }

        return tags;
    }

    /// <summary>Begins the span of an update; null where nobody listens.</summary>
    /// <param name="entity">The kind of entity; null for several.</param>
    public static Activity? BeginUpdate(string? entity)
    {
        Activity? activity = Source.StartActivity(entity is null ? "update" : "update " + entity);
        if (entity is not null)
        {
            activity?.SetTag(EntityTag, entity);
        }

        return activity;
    }

    /// <summary>Marks a span as failed, without the exception's message: that may have what an event says.</summary>
    public static void Fail(this Activity? activity, Exception exception) =>
        activity?.SetStatus(ActivityStatusCode.Error).SetTag(ErrorTag, NameOf(exception));

    public static string NameOf(Exception exception) => exception.GetType().FullName ?? exception.GetType().Name;
}
