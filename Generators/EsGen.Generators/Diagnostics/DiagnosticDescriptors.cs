using Microsoft.CodeAnalysis;

namespace EsGen.Generators.Diagnostics;

/// <summary>Every diagnostic that EsGen can report; one id, one rule, one page.</summary>
internal static partial class DiagnosticDescriptors
{
    public const string EntityMustBePartialId = "ESG001";
    public const string ContainerMustBePartialId = "ESG002";
    public const string UnsupportedEntityId = "ESG003";
    public const string ConflictingAttributesId = "ESG004";
    public const string MemberMustBePartialId = "ESG005";
    public const string UnsupportedPropertyId = "ESG006";
    public const string UnsupportedSignatureId = "ESG007";
    public const string MethodEventNeedsNameId = "ESG008";
    public const string DuplicateNameId = "ESG009";
    public const string NameCollisionId = "ESG010";
    public const string ConstructorMakesNoEventId = "ESG011";
    public const string NoCreationEventId = "ESG012";
    public const string SeveralDiscardsId = "ESG013";
    public const string UnsupportedFieldTypeId = "ESG014";
    public const string UnusableFieldNameId = "ESG015";
    public const string PropertyNeverSetId = "ESG016";
    public const string MisplacedEventId = "ESG017";
    public const string InvalidNameId = "ESG018";
    public const string HookMustBePartialId = "ESG019";
    public const string UnrecordedStateId = "ESG020";
    public const string NondeterministicArmId = "ESG021";
    public const string ArmRaisesEventId = "ESG022";
    public const string ArmThrowsId = "ESG023";
    public const string HookCalledByHandId = "ESG024";
    public const string HookMatchesNoEventId = "ESG025";
    public const string MutableCollectionId = "ESG026";
    public const string MissingArmId = "ESG027";
    public const string RepeatedChangeId = "ESG028";
    public const string UnmarkedMemberId = "ESG029";

    public const string EventNotLockedId = "ESG030";
    public const string LockOutdatedId = "ESG031";
    public const string IncompatibleChangeId = "ESG032";
    public const string EventGoneId = "ESG033";
    public const string WrongVersionId = "ESG034";
    public const string LostNameId = "ESG035";
    public const string MalformedLockId = "ESG036";
    public const string LockConflictId = "ESG037";
    public const string LockEditedId = "ESG038";
    public const string NoLockId = "ESG039";
    public const string MissingUpcastId = "ESG040";
    public const string EntityGoneId = "ESG041";
    public const string NameTakenId = "ESG042";
    public const string NotRetiredId = "ESG043";
    public const string UnstorableStateId = "ESG045";
    public const string NoSnapshotsId = "ESG046";
    public const string UnseenCodeId = "ESG047";
    public const string UnseenStateId = "ESG070";
    public const string UnprovenPayloadId = "ESG071";
    public const string UnstoredMemberId = "ESG072";
    public const string IdleFormerNamesId = "ESG073";
    public const string UnnamedKindId = "ESG075";
    public const string ArmReadsUnrecordedId = "ESG076";

    public const string UnsavedAggregateId = "ESG080";
    public const string UnawaitedSaveId = "ESG081";

    private const string Schema = "EsGen.Schema";
    private const string Usage = "EsGen.Usage";
    private const string Declaration = "EsGen.Declaration";
    private const string Behaviour = "EsGen.Behaviour";

    public static readonly DiagnosticDescriptor EntityMustBePartial = Error(
        EntityMustBePartialId,
        Declaration,
        "An event-sourced class must be partial",
        "'{0}' must be partial, so that EsGen can write the other half of it",
        "EsGen adds the events, the mutator and the codec as another part of the class, which C# allows only for a partial class.");

    public static readonly DiagnosticDescriptor ContainerMustBePartial = Error(
        ContainerMustBePartialId,
        Declaration,
        "A type around an event-sourced class must be partial",
        "'{0}' must be partial, because the event-sourced class '{1}' is nested in it",
        "The generated part of a nested class repeats the types around it, which C# allows only for partial types.");

    public static readonly DiagnosticDescriptor UnsupportedEntity = Error(
        UnsupportedEntityId,
        Declaration,
        "This kind of type can't be event-sourced",
        "'{0}' can't be event-sourced: {1}",
        "An entity is a plain class: not generic, static, abstract, file-local, a record or a struct, without a base class, primary "
            + "constructor or required members, in C# 14 or later.");

    public static readonly DiagnosticDescriptor ConflictingAttributes = Error(
        ConflictingAttributesId,
        Declaration,
        "Two attributes of EsGen contradict each other",
        "'{0}' has both [{1}] and [{2}]; remove one of them",
        "A class is an entity or an aggregate, and a member an event or the discard, not both.");

    public static readonly DiagnosticDescriptor MemberMustBePartial = Error(
        MemberMustBePartialId,
        Declaration,
        "An event member must be partial and without a body",
        "'{0}' must be {1}, so that EsGen can write the other half of it{2}",
        "The generated half of the member makes the event; what the event does to the state belongs into its When method.");

    public static readonly DiagnosticDescriptor UnsupportedProperty = Error(
        UnsupportedPropertyId,
        Declaration,
        "An event property needs a getter and a setter, and nothing else",
        "'{0}' can't be an event property: {1}",
        "Setting the property is the command that makes the event, so it needs 'get' and 'set'; its first value comes from the creation "
            + "event and not from an initializer.");

    public static readonly DiagnosticDescriptor UnsupportedSignature = Error(
        UnsupportedSignatureId,
        Declaration,
        "An event method is a plain void method",
        "'{0}' can't make an event: {1}",
        "The method's parameters are the event's fields, and making an event has no result: void, not static, generic or async, without "
            + "ref, out, in or params parameters.");

    public static readonly DiagnosticDescriptor MethodEventNeedsName = Error(
        MethodEventNeedsNameId,
        Declaration,
        "An event method must name its event",
        "Name the event that '{0}' makes, in the past tense: [Event(\"{1}\")]",
        "The name is stored for ever, so it is yours to choose: what happened, in the past tense.");

    public static readonly DiagnosticDescriptor DuplicateName = Error(
        DuplicateNameId,
        Declaration,
        "Two events or entities share a name",
        "The {0} '{1}' is already the name of {2}; give one of them another name",
        "Events are stored under <Entity>.<Event>, whatever the namespace, so the names must differ.");

    public static readonly DiagnosticDescriptor NameCollision = Error(
        NameCollisionId,
        Declaration,
        "A name collides with a generated one",
        "'{0}' collides with {1}; {2}",
        "EsGen adds a nested record per event and members such as Id, Version and Raise to the class; nothing else in it can have "
            + "their names.");

    public static readonly DiagnosticDescriptor ConstructorMakesNoEvent = Error(
        ConstructorMakesNoEventId,
        Declaration,
        "A constructor of an event-sourced class must make its creation event",
        "This constructor of '{0}' makes no event, so what it makes could never be loaded; {1}",
        "An instance without a creation event has no history and no identity.");

    public static readonly DiagnosticDescriptor NoCreationEvent = Error(
        NoCreationEventId,
        Declaration,
        "An event-sourced class needs a creation event",
        "'{0}' has no creation event; declare one: [Event] public partial {0}(…);",
        "The history of every entity begins with the event that creates it.");

    public static readonly DiagnosticDescriptor SeveralDiscards = Error(
        SeveralDiscardsId,
        Declaration,
        "An event-sourced class can have only one [Discard]",
        "'{0}' is a second [Discard] of '{1}'; keep '{2}', and make the difference a field of its event",
        "One event ends the history of an entity.");

    public static readonly DiagnosticDescriptor UnsupportedFieldType = Error(
        UnsupportedFieldTypeId,
        Declaration,
        "An event can't store a field of this type",
        "'{0}' can't be stored in an event: {1}",
        "Events are stored for ever, so their fields are values that can be written down: text, numbers, dates, ids, enums, and lists "
            + "of them.");

    public static readonly DiagnosticDescriptor UnusableFieldName = Error(
        UnusableFieldNameId,
        Declaration,
        "An event can't have a field of this name",
        "'{0}' can't be a field of the event '{1}': {2}",
        "Fields become PascalCase properties of the event's record, so their names must differ from each other, from the record's and "
            + "from those that every record has.");

    public static readonly DiagnosticDescriptor PropertyNeverSet = Error(
        PropertyNeverSetId,
        Declaration,
        "A non-nullable event property must get a first value",
        "'{0}' is null until its first change; give the creation event a field of this name, set it in a When method, or make it nullable",
        "Its setter makes the event of a change, so the first value of a property that is not nullable comes from the creation event, by "
            + "a field of its name or by a When method.");

    public static readonly DiagnosticDescriptor MisplacedEvent = Error(
        MisplacedEventId,
        Declaration,
        "This can't be an event",
        "'{0}' can't be an event: {1}",
        "Events are partial members, or nested partial records without a base, of a class with [Entity] or [Aggregate].");

    public static readonly DiagnosticDescriptor InvalidName = Error(
        InvalidNameId,
        Declaration,
        "A name or version in an attribute of EsGen is not valid",
        "{0} is not a valid {1}: {2}",
        "An event's name is the name of a C# record, an entity's name is text without blanks around it, and versions count from 1.");

    public static readonly DiagnosticDescriptor HookMustBePartial = Error(
        HookMustBePartialId,
        Declaration,
        "A When or Guard method must be partial",
        "'{0}' must be partial: it is the {1} of the event '{2}'",
        "The generated half declares the method, so that the compiler checks its parameters and demands it where it is needed.");

    public static readonly DiagnosticDescriptor UnrecordedState = Behavioural(
        UnrecordedStateId,
        DiagnosticSeverity.Warning,
        "State is written without an event",
        "'{0}' is changed without an event, so the change is lost on the next load; change it in a When method, or mark it [NotRecorded] "
            + "if it is only a cache",
        "An entity's state is what its events make of it. Whatever else is written into it is gone when it is loaded again.");

    public static readonly DiagnosticDescriptor NondeterministicArm = Behavioural(
        NondeterministicArmId,
        DiagnosticSeverity.Warning,
        "A mutator arm must come out the same on every replay",
        "'{0}' must not be used in {1}: {2}. Let the command find the value, and record it as a field of the event",
        "Events are replayed for ever. What an arm makes of them must follow from the event and the state alone.");

    public static readonly DiagnosticDescriptor ArmRaisesEvent = Behavioural(
        ArmRaisesEventId,
        DiagnosticSeverity.Warning,
        "A mutator arm must not raise an event",
        "'{0}' raises an event, which a mutator arm must not do: it would throw now and on every replay. Raise both events in the command",
        "An arm runs when an event is applied, also on replay; raising another one there throws InvalidOperationException.");

    public static readonly DiagnosticDescriptor ArmThrows = Behavioural(
        ArmThrowsId,
        DiagnosticSeverity.Warning,
        "A mutator arm should not throw",
        "An exception in a mutator arm makes the entity unreadable, once the event is stored; refuse the command in a guard",
        "A guard refuses an event before it is made. An arm meets events that have happened already.");

    public static readonly DiagnosticDescriptor ArmReadsUnrecorded = Behavioural(
        ArmReadsUnrecordedId,
        DiagnosticSeverity.Warning,
        "A mutator arm reads what is not recorded",
        "'{0}' is [NotRecorded], so it may have another value on a replay; take the value from the event, or record it",
        "A replay knows the events only. What no event sets is empty then, or left over from whatever the instance was asked before.");

    public static readonly DiagnosticDescriptor HookCalledByHand = Behavioural(
        HookCalledByHandId,
        DiagnosticSeverity.Warning,
        "A When or Guard method must not be called by hand",
        "'{0}' is called by EsGen when its event happens; call the command that makes the event instead",
        "Calling a When method changes the state without an event; calling a Guard method checks what nobody does.");

    public static readonly DiagnosticDescriptor HookMatchesNoEvent = Error(
        HookMatchesNoEventId,
        Behaviour,
        "A When, Guard or Upcast method matches no event",
        "'{0}' {1}",
        "The method would never be called.");

    public static readonly DiagnosticDescriptor MutableCollection = Behavioural(
        MutableCollectionId,
        DiagnosticSeverity.Info,
        "An entity's collection can be changed from outside",
        "'{0}' is a {1} that others could change without an event; show it as IReadOnlyList or another read-only type",
        "What is changed in the collection from outside is no event and is lost on the next load.");

    public static readonly DiagnosticDescriptor MissingArm = Error(
        MissingArmId,
        Declaration,
        "An event needs its When method",
        "The event '{0}' needs a When method, because {1} write what it changes: {2}",
        "An event's fields are assigned automatically only if each has a property of its name and type that the class can set; otherwise "
            + "the When method says what the event changes.");

    public static readonly DiagnosticDescriptor RepeatedChange = Behavioural(
        RepeatedChangeId,
        DiagnosticSeverity.Warning,
        "What an event holds must not change its values when it is made",
        "'{0}' is changed by {1} whenever {2} is made, so once more each time that the stored event is read; change the value before the "
            + "event is made",
        "A stored event is read by making its record, and the types in it, again from the values that they had. What they make of them on "
            + "the way in, they make of their own results then.");

    public static readonly DiagnosticDescriptor UnmarkedMember = Error(
        UnmarkedMemberId,
        Declaration,
        "A partial member of an event-sourced class makes no event",
        "'{0}' is partial, but makes no event, so that nobody writes its other half; mark it {1}",
        "EsGen writes the other half of the members with [Event] or [Discard] only.");

    public static readonly DiagnosticDescriptor UnstorableState = Error(
        UnstorableStateId,
        Declaration,
        "State can't be in a snapshot",
        "'{0}' is state of {1} that no snapshot can hold: {2} Or mark it with [NotRecorded] if it is empty after a load, or remove "
            + "[Snapshot].",
        "A snapshot is the whole state. Each field and auto-property has to be of a type that events may have, or a collection of such.");

    public static readonly DiagnosticDescriptor NoSnapshots = Error(
        NoSnapshotsId,
        Declaration,
        "No snapshots can be taken",
        "No snapshots are taken of '{0}': {1}",
        "Snapshots are of entities. Every says after how many events one is taken, Keep how many stay.");

    public static readonly DiagnosticDescriptor UnseenCode = Behavioural(
        UnseenCodeId,
        DiagnosticSeverity.Info,
        "The fingerprint of snapshots doesn't see code outside of the class",
        "'{0}' decides the state of {1}, and isn't in the fingerprint of its snapshots: raise the Version of [Snapshot] whenever what it "
            + "does changes",
        "A snapshot is read as long as the code that made it is the same. Code outside of the class isn't looked at.");

    public static readonly DiagnosticDescriptor UnseenState = WithSeverity(
        UnseenStateId,
        Declaration,
        DiagnosticSeverity.Warning,
        "A class of another assembly may have state that is not stored",
        "'{0}' is stored without what {1} keeps private, which can't be seen from here: it is a class of '{2}'; mark it with "
            + "[EventPayload] there, vouch for it with [assembly: EventPayload(typeof({3}))], or declare an EventFieldConverter<{1}>",
        "The compiler doesn't import private members of classes of other assemblies. So somebody has to say that everything such a class "
            + "holds can be read and given again in public.");

    public static readonly DiagnosticDescriptor UnprovenPayload = Error(
        UnprovenPayloadId,
        Declaration,
        "A type with [EventPayload] must come back whole from what others see of it",
        "'{0}' is marked with [EventPayload], but events of other projects would not bring it back whole: {1}",
        "The attribute promises that everything the type holds can be read and given again in public, which is proved where it is "
            + "compiled.");

    public static readonly DiagnosticDescriptor UnstoredMember = Error(
        UnstoredMemberId,
        Declaration,
        "An event doesn't store what another source generator writes",
        "{0} by another source generator, whose code EsGen's doesn't see, so that it is not stored; {1}",
        "Source generators don't see each other's code. What one adds to a type is missing in what EsGen stores of it.");

    public static readonly DiagnosticDescriptor IdleFormerNames = WithSeverity(
        IdleFormerNamesId,
        Declaration,
        DiagnosticSeverity.Warning,
        "FormerNames does nothing here",
        "[FormerNames] of '{0}' does nothing: {1}",
        "Former names are looked for where a name is stored: the fields of events, and the members of the objects inside them.");

    public static readonly DiagnosticDescriptor UnnamedKind = WithSeverity(
        UnnamedKindId,
        Declaration,
        DiagnosticSeverity.Warning,
        "A kind of a hierarchy can't be stored",
        "'{0}' is a {1} and can be a {2}, which is none of the kinds that are stored, so that it would be refused when the event is "
            + "raised; {3}",
        "A hierarchy in events is stored with the names of its kinds: those that [JsonDerivedType] gives, or without any of them the "
            + "classes that derive from a closed class directly.");

    public static readonly DiagnosticDescriptor UnsavedAggregate = WithSeverity(
        UnsavedAggregateId,
        Usage,
        DiagnosticSeverity.Warning,
        "An aggregate is changed, but not saved",
        "What happens to '{0}' here is lost: it is neither saved nor handed on; give it to Save or SaveAsync, or act in Update",
        "An aggregate keeps what happens to it until it is saved. A repository doesn't track the instances that it gives.");

    public static readonly DiagnosticDescriptor UnawaitedSave = WithSeverity(
        UnawaitedSaveId,
        Usage,
        DiagnosticSeverity.Warning,
        "A call that stores something is not awaited",
        "'{0}' is not awaited, so that nobody hears if it fails, and the next command may come too early; await it, or call the method "
            + "without Async",
        "A conflict or a failing disk is told by the task. Until it has ended nothing can happen to the instance.");

    private static DiagnosticDescriptor Behavioural(
        string id,
        DiagnosticSeverity severity,
        string title,
        string message,
        string description) =>
        WithSeverity(id, Behaviour, severity, title, message, description);

    private static DiagnosticDescriptor Error(string id, string category, string title, string message, string description) =>
        WithSeverity(id, category, DiagnosticSeverity.Error, title, message, description);

    private static DiagnosticDescriptor WithSeverity(
        string id,
        string category,
        DiagnosticSeverity severity,
        string title,
        string message,
        string description) => new(
        id,
        title,
        message,
        category,
        severity,
        isEnabledByDefault: true,
        description,
        helpLinkUri: $"https://github.com/esgen/esgen/blob/main/docs/diagnostics/{id}.md");
}
