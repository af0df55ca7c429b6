using Microsoft.CodeAnalysis;

namespace EsGen.Generators;

/// <summary>What there is to say about read models.</summary>
internal static partial class DiagnosticDescriptors
{
    public const string ReadModelMustBePartialId = "ESG050";
    public const string UnsupportedReadModelId = "ESG051";
    public const string NotAnEventId = "ESG052";
    public const string DuplicateHandlerId = "ESG053";
    public const string ReadModelSignatureId = "ESG054";
    public const string ReadModelKeyId = "ESG056";
    public const string RouteWithoutIndexId = "ESG057";
    public const string UnstorableMemberId = "ESG058";
    public const string InvalidIndexId = "ESG059";
    public const string ChangedFromOutsideId = "ESG060";
    public const string KeySetterId = "ESG063";
    public const string ReadModelNameCollisionId = "ESG065";

    private const string ReadSide = "EsGen.ReadSide";

    public static readonly DiagnosticDescriptor ReadModelMustBePartial = Error(
        ReadModelMustBePartialId,
        ReadSide,
        "A read model isn't partial",
        "'{0}' must be partial, because EsGen writes the other half of the read model '{1}'",
        "The generated half reads the events, calls On, and stores the documents.");

    public static readonly DiagnosticDescriptor UnsupportedReadModel = Error(
        UnsupportedReadModelId,
        ReadSide,
        "A type can't be a read model",
        "'{0}' can't be a read model: {1}",
        "A read model is a plain partial class, of which a document is an instance.");

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
        "An event goes to one On of a read model, and its documents are named by one KeyOf.");

    public static readonly DiagnosticDescriptor ReadModelSignature = Error(
        ReadModelSignatureId,
        ReadSide,
        "A method of a read model can't be called",
        "{0} {1}",
        "Generated code calls On with an event and, if it asks for it, with the EventContext; KeyOf is asked before there is a document.");

    public static readonly DiagnosticDescriptor ReadModelKey = Error(
        ReadModelKeyId,
        ReadSide,
        "It isn't known which document an event goes to",
        "{0}",
        "A document's key is the id of the entity whose event it is, unless KeyOf says otherwise. All keys of a read model are of one type.");

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
}
