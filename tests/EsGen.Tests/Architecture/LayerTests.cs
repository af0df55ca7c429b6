using System.IO.Enumeration;
using Xunit;

namespace EsGen.Tests.Architecture;

/// <summary>The layers of the runtime (docs/architecture.md): a type knows those of its own layer and of those below, and none
/// above.</summary>
public sealed class LayerTests
{
    private static readonly TypeReferences s_references = new(typeof(EventStore).Assembly);

    /// <summary>
    /// The lowest one first; <c>*</c> stands for any part of a name. What no line names belongs to the application, above all of these: so
    /// a
    /// new type that a lower layer needs has to be named here.
    /// </summary>
    private static readonly (string Name, string[] Types)[] s_layers =
    [
        ("stores",
        [
            "SequencedItem", "Item*", "Notification*", "Tracking", "Snapshot", "I*Strategy", "ActiveRecordStrategyExtensions", "IDatastore",
            "ISnapshotStore",
            "IReadModelStore", "IReadModelDocuments", "IReadModelView", "DocumentChange", "DocumentRange", "ReadModelState",
            "ILeaseStore", "Lease", "LeaseReport", "ReadModelVersion", "ReadModelShape", "DocumentMember", "DocumentValue", "KeyComparer",
            "InMemory*", "BlockingCall", "LoneSurrogate", "TopicText", "*Exception", "Telemetry",
        ]),
        ("codec",
        [
            "EventContext", "EventMetadata", "TraceMetadata", "EventData*", "EventDecoder", "EventField*", "Field*", "Key*", "EnumText", "InternedStrings",
            "DerivedId", "KnownComparers",
            "NestingScope", "Shown*", "UriText",
        ]),
        ("entities",
        [
            "IDomainEvent", "IEventSourced", "IEventSink", "ISnapshotTaker", "Entity*", "EventDescription", "EventKind", "EventRecord",
            "EventRecorder", "AmbientClock",
            "MutationScope", "SnapshotData", "State*", "*Attribute", "PolicyStart",
        ]),
        ("event store",
        [
            "EventStore", "EventStoreExtensions", "EventSourcedApplicationOptions", "IEventMetadataProvider", "AppendTelemetry", "FollowedPage", "IReadModel", "Document*", "Index*",
            "HandledEntity",
            "EventHandlerDescription", "EventRouting", "TopicHandling", "ReadModelDescription", "ReadModelProgress", "IReadModelTask", "Projection",
            "RoutedDocuments", "HandledTopics", "PolicyScope",
        ]),
    ];

    /// <summary>Types that need each other, as one thing in several files. Any other circle is one too many.</summary>
    private static readonly string[][] s_knots =
    [
        // What a store doesn't search for itself is searched for in it.
        ["IActiveRecordStrategy", "NotificationSearch"],

        // After the end the strategy says that its datastore is closed.
        ["InMemoryActiveRecordStrategy", "InMemoryDatastore"],

        // A value that may come back otherwise is read back as soon as it is written.
        [
            "EventContext", "EventDataReader", "EventDataWriter", "EventField", "EventMetadata", "FieldComparer", "FieldReader",
            "FieldWriter",
        ],

        // An instance has a recorder, which calls the instance's generated half.
        [
            "EntityDescription", "EntityState", "EventRecorder", "IDomainEvent", "IEventSink", "IEventSourced", "ISnapshotTaker",
            "MutationScope", "StateHeader",
            "StateReader",
        ],

        // What a policy's method stores by hand is refused where it would be stored.
        ["EventStore", "PolicyScope"],

        // A model's generated half has the keys of its documents, which are asked of that half.
        ["DocumentKeys", "IReadModel"],

        // An application gives repositories, which load and save by it.
        ["AtomicSave", "AtomicUpdate", "EventSourcedApplication", "EventSourcedRepository", "ReadModels"],
    ];

    [Fact]
    public void No_type_knows_one_of_a_layer_above() => Assert.Empty(
        from type in s_references.Types
        from other in s_references[type]
        where GetLayer(other) > GetLayer(type)
        select $"{type} ({GetLayerName(type)}) knows {other} ({GetLayerName(other)})");

    [Fact]
    public void There_are_no_circles_but_those_that_are_one_thing_in_several_files() =>
        Assert.Empty(s_references.FindCircles(s_knots));

    [Fact]
    public void Each_circle_is_there_still() => Assert.All(
        s_knots,
        static knot => Assert.All(knot, type => Assert.Contains(type, s_references.Reach(type))));

    [Fact]
    public void Code_signatures_and_contracts_are_seen()
    {
        Assert.Contains("EventStore", s_references["AtomicSave"]);
        Assert.Contains("IEventSink", s_references["EventRecorder"]);
        Assert.Contains("IEventSourced", s_references["EventSourcedRepository"]);
        Assert.Contains("ActiveRecordStrategyExtensions", s_references["EventStore"]);
        Assert.Contains("EventRecorder", s_references.Reach("EventSourcedApplication"));
    }

    private static int GetLayer(string type) => Array.FindIndex(s_layers, layer => layer.Types.Any(name => IsNamed(type, name))) is var layer and >= 0
        ? layer
        : s_layers.Length;

    private static bool IsNamed(string type, string name) => FileSystemName.MatchesSimpleExpression(name, type, ignoreCase: false);

    private static string GetLayerName(string type) => GetLayer(type) is var layer && layer < s_layers.Length ? s_layers[layer].Name : "application";
}
