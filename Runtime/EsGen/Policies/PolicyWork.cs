using System.Globalization;
using EsGen.CompilerServices;

namespace EsGen;

/// <summary>What a policy has to do about one notification: events for its <c>On</c> methods, several if an upcast split it.</summary>
internal sealed class PolicyWork
{
    private readonly PolicyDescription _description;
    private readonly IReadOnlyDictionary<string, string> _cause;
    private IReadOnlyDictionary<string, string>? _metadata;

    private PolicyWork(
        PolicyDescription description,
        Notification notification,
        List<(IDomainEvent Event, EventContext Context)> events,
        bool returnsSomething,
        bool returnsNothing)
    {
        _description = description;
        Notification = notification;
        Events = events;
        ReturnsSomething = returnsSomething;
        HasEffects = returnsNothing;
        _cause = events[0].Context.Metadata;
        Depth = _cause.TryGetValue(DepthName, out string? depth)
            && int.TryParse(depth, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : 0;
    }

    public Notification Notification { get; }

    public IReadOnlyList<(IDomainEvent Event, EventContext Context)> Events { get; }

    /// <summary>Whether a method handles it that returns what is to be stored.</summary>
    public bool ReturnsSomething { get; }

    /// <summary>Whether a method handles it that returns nothing.</summary>
    public bool HasEffects { get; }

    /// <summary>How often this policy itself is among the causes of the event.</summary>
    public int Depth { get; }

    /// <summary>What comes to the metadata of what the policy returns: why it happened.</summary>
    public IReadOnlyDictionary<string, string> Metadata => _metadata ??= MakeMetadata();

    private string DepthName => "depth:" + _description.FirstName;

    /// <returns>The work; null if the policy has nothing to do with it.</returns>
    /// <exception cref="UnknownTopicException">It is an event of a handled entity that this build doesn't know.</exception>
    /// <exception cref="MalformedEventException">Its data or metadata is damaged.</exception>
    public static PolicyWork? Read(PolicyDescription description, EventStore eventStore, in Notification notification)
    {
        SequencedItem item = notification.Item;
        if (description.Find(item) is not { } handling)
        {
            return null;
        }

        EventContext context = new(eventStore.Admit(item)) { NotificationId = notification.Id, Policy = description.FirstName };
        IReadOnlyList<IDomainEvent> all = handling.IsSplit ? handling.Entity.DecodeAll(item) : [handling.Entity.Decode(item)];
        List<(IDomainEvent, EventContext)> events = [];
        (bool returnsSomething, bool returnsNothing) = (false, false);
        for (int i = 0; i < all.Count; i++)
        {
            if (description.FindHandler(all[i]) is { } handler)
            {
                events.Add((all[i], context with { Ordinal = i }));
                returnsNothing |= handler.ReturnsNothing;
                returnsSomething |= !handler.ReturnsNothing;
            }
        }

        return events.Count == 0 ? null : new PolicyWork(description, notification, events, returnsSomething, returnsNothing);
    }

    private Dictionary<string, string> MakeMetadata()
    {
        string cause = $"{Notification.Item.SequenceId}:{Notification.Item.Position.ToString(CultureInfo.InvariantCulture)}";
        Dictionary<string, string> metadata = new(StringComparer.Ordinal);
        foreach ((string name, string value) in _cause)
        {
            if (name.StartsWith("depth:", StringComparison.Ordinal))
            {
                metadata[name] = value;
            }
        }

        metadata[DepthName] = (Depth + 1).ToString(CultureInfo.InvariantCulture);
        metadata[TraceMetadata.Correlation] = _cause.GetValueOrDefault(TraceMetadata.Correlation, cause);
        metadata[TraceMetadata.Causation] = cause;
        return metadata;
    }
}
