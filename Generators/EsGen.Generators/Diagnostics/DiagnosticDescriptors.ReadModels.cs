using Microsoft.CodeAnalysis;

namespace EsGen.Generators.Diagnostics;

/// <summary>What there is to say about read models.</summary>
internal static partial class DiagnosticDescriptors
{
    public const string ReadModelMustBePartialId = "ESG050";
    public const string UnsupportedReadModelId = "ESG051";
    public const string NotAnEventId = "ESG052";
    public const string DuplicateHandlerId = "ESG053";
    public const string ReadModelSignatureId = "ESG054";
    public const string UnhandledEventId = "ESG055";
    public const string ReadModelKeyId = "ESG056";
    public const string RouteWithoutIndexId = "ESG057";
    public const string UnstorableMemberId = "ESG058";
    public const string InvalidIndexId = "ESG059";
    public const string ChangedFromOutsideId = "ESG060";
    public const string NondeterministicHandlerId = "ESG061";
    public const string HandlerCalledByHandId = "ESG062";
    public const string KeySetterId = "ESG063";
    public const string GhostDocumentId = "ESG064";
    public const string ReadModelNameCollisionId = "ESG065";
    public const string DuplicateReadModelNameId = "ESG066";
    public const string CodeOutOfSightId = "ESG067";

    private const string ReadSide = "EsGen.ReadSide";

    public static readonly DiagnosticDescriptor ReadModelMustBePartial = Error(
        ReadModelMustBePartialId,
        ReadSide,
        "A read model or policy isn't partial",
        "'{0}' must be partial, because EsGen writes the other half of the {1} '{2}'",
        "The generated half reads the events and calls On.");

    public static readonly DiagnosticDescriptor UnsupportedReadModel = Error(
        UnsupportedReadModelId,
        ReadSide,
        "A type can't be a read model or policy",
        "'{0}' can't be a {1}: {2}",
        "A read model is a plain partial class, of which a document is an instance; a policy is one of which a runner is given an "
            + "instance.");

    public static readonly DiagnosticDescriptor NotAnEvent = Error(
        NotAnEventId,
        ReadSide,
        "What is handled is no event",
        "{0} takes '{1}', which is no event; name one with its entity, as in On(Order.Placed e)",
        "On and KeyOf take an event of an [Entity] or [Aggregate], by the name of its record.");

    public static readonly DiagnosticDescriptor DuplicateHandler = Error(
        DuplicateHandlerId,
        ReadSide,
        "An event is handled twice",
        "There is another {0} for '{1}'; make one of both",
        "An event goes to one On of a read model or policy, and documents are named by one KeyOf.");

    public static readonly DiagnosticDescriptor ReadModelSignature = Error(
        ReadModelSignatureId,
        ReadSide,
        "A method of a read model or policy can't be called",
        "{0} {1}",
        "Generated code calls On with an event and, if it asks for it, with the EventContext, that of a policy with a CancellationToken, "
            + "too; KeyOf is asked before there is a document.");

    public static readonly DiagnosticDescriptor ReadModelKey = Error(
        ReadModelKeyId,
        ReadSide,
        "It isn't known which document an event goes to",
        "{0}",
        "A document's key is the id of the entity whose event it is, unless KeyOf says otherwise. All keys of a read model are of "
            + "one type.");

    public static readonly DiagnosticDescriptor RouteWithoutIndex = Error(
        RouteWithoutIndexId,
        ReadSide,
        "An event is routed by a member without an index",
        "'{0}' is no Guid, or set of them, with [Indexed], so that the documents of '{1}' can't be found by it; mark it",
        "[RouteBy] sends an event to each document whose indexed member contains the id of the event's entity.");

    public static readonly DiagnosticDescriptor UnstorableMember = Error(
        UnstorableMemberId,
        ReadSide,
        "A member of a read model can't be stored",
        "'{0}' of '{1}' can't be stored: {2}",
        "Every field and auto-property of a read model is stored, so that it has to be of a type that events may have.");

    public static readonly DiagnosticDescriptor InvalidIndex = Error(
        InvalidIndexId,
        ReadSide,
        "An index can't be made",
        "There can't be the index '{0}': {1}",
        "An index is over properties whose values have an order. There is one for each list of members.");

    public static readonly DiagnosticDescriptor ChangedFromOutside = WithSeverity(
        ChangedFromOutsideId,
        ReadSide,
        DiagnosticSeverity.Warning,
        "A document can be changed from outside",
        "'{0}' {1}",
        "What is read is a copy. A change to it looks as if it were one to the document, and is lost.");

    public static readonly DiagnosticDescriptor KeySetter = Error(
        KeySetterId,
        ReadSide,
        "The setter of a key isn't private",
        "'{0}' is set when a document is made, and never again; give it a private setter",
        "A document's key is where it is stored.");

    public static readonly DiagnosticDescriptor ReadModelNameCollision = Error(
        ReadModelNameCollisionId,
        ReadSide,
        "A name in a read model collides",
        "'{0}' is {1}",
        "The generated half has members of its own, and the documents a name.");

    public static readonly DiagnosticDescriptor UnhandledEvent = WithSeverity(
        UnhandledEventId,
        ReadSide,
        DiagnosticSeverity.Info,
        "A read model passes an event by",
        "'{0}' handles other events of '{1}', but not '{2}': it changes no document",
        "An event that was added to an entity is easily forgotten where its other events are handled.");

    public static readonly DiagnosticDescriptor NondeterministicHandler = WithSeverity(
        NondeterministicHandlerId,
        ReadSide,
        DiagnosticSeverity.Warning,
        "A document must come out the same each time it is made",
        "'{0}' must not be used in {1}: {2}. Let a command find the value, and record it as a field of the event",
        "Documents are made again after a change of the code, and must then be what they were.");

    public static readonly DiagnosticDescriptor HandlerCalledByHand = WithSeverity(
        HandlerCalledByHandId,
        ReadSide,
        DiagnosticSeverity.Warning,
        "An On method must not be called by hand",
        "'{0}' is called when its event comes, and a call of your own is no event; move what both need into another method",
        "What On changes without an event isn't there any more when the documents are made again, and what a policy's On returns is stored "
            + "by the runner only.");

    public static readonly DiagnosticDescriptor GhostDocument = WithSeverity(
        GhostDocumentId,
        ReadSide,
        DiagnosticSeverity.Info,
        "An event may bring a removed document back empty",
        "'{0}' removes documents, and every event that it handles makes one where there is none; mark the events that should not with "
            + "[IfExists]",
        "Only where the key is the entity's id does the event that creates the entity alone make a document.");

    public static readonly DiagnosticDescriptor DuplicateReadModelName = Error(
        DuplicateReadModelNameId,
        ReadSide,
        "Two read models share a name",
        "'{0}' and '{1}' are both read models with the name '{2}', under which documents are stored; give one another: "
            + "[ReadModel(\"name\")]",
        "Documents are kept by the model's name. One application refuses two models with one name.");

    public static readonly DiagnosticDescriptor CodeOutOfSight = WithSeverity(
        CodeOutOfSightId,
        ReadSide,
        DiagnosticSeverity.Info,
        "A read model calls code whose changes aren't noticed",
        "'{0}' isn't part of '{1}', so that its documents stay as they are when it changes; count up [ReadModel(Version = 2)] then",
        "Documents are made again when the model's class or its events change. Code of other classes is out of sight.");
}
