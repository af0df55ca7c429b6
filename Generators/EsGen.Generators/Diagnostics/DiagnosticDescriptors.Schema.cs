using Microsoft.CodeAnalysis;

namespace EsGen.Generators.Diagnostics;

/// <summary>The rules about the lock and about what is only in the store.</summary>
internal static partial class DiagnosticDescriptors
{
    public static readonly DiagnosticDescriptor EventNotLocked = WithSeverity(
        EventNotLockedId,
        Schema,
        DiagnosticSeverity.Warning,
        "An event, policy or read model is not in the lock",
        "{0} is not in events.lock; add it before {1}: by the light bulb, or dotnet format analyzers --diagnostics ESG030",
        "events.lock holds the shape of every event that may be stored, and the names of policies and read models. What it doesn't hold "
            + "can be changed without anybody noticing.");

    public static readonly DiagnosticDescriptor LockOutdated = WithSeverity(
        LockOutdatedId,
        Schema,
        DiagnosticSeverity.Warning,
        "An event has changed, or a name, and what is stored can still be read",
        "'{0}' is not as in events.lock: {1}. What is stored can still be read; update the lock",
        "A new optional field, another order of the fields and the like change nothing about what is stored already.");

    public static readonly DiagnosticDescriptor IncompatibleChange = Error(
        IncompatibleChangeId,
        Schema,
        "An event has changed, and what is stored can't be read any more",
        "'{0}' is not as in events.lock: {1}. What is stored can't be read like this; make it version {2}",
        "Stored events live for ever. A new version keeps the old shape beside the new one, and an upcast makes one of the other.");

    public static readonly DiagnosticDescriptor EventGone = Error(
        EventGoneId,
        Schema,
        "A stored event is gone from the code",
        "'{0}' has no event '{1}' any more, which may be stored; name it in the FormerNames of the event that it has become, or retire it "
            + "in events.lock",
        "An entity with a stored event that no build knows can't be loaded.");

    public static readonly DiagnosticDescriptor WrongVersion = Error(
        WrongVersionId,
        Schema,
        "An event's version doesn't follow the lock",
        "'{0}' can't be version {1}: {2}",
        "Versions count up, one by one; each stays what it was.");

    public static readonly DiagnosticDescriptor LostName = Error(
        LostNameId,
        Schema,
        "A name that events are stored under is lost",
        "'{0}' may be stored under the name '{1}'; add it to FormerNames",
        "The name is part of the topic of everything that was stored under it.");

    public static readonly DiagnosticDescriptor MalformedLock = Error(
        MalformedLockId,
        Schema,
        "events.lock can't be read",
        "events.lock can't be read here: {0}",
        "The lock is written by code fixes; docs/schema.md has its grammar.");

    public static readonly DiagnosticDescriptor LockConflict = Error(
        LockConflictId,
        Schema,
        "events.lock has conflict markers",
        "events.lock has the conflict markers of a merge; keep the lines of both sides and remove the markers",
        "Both branches' events may be stored, so both must stay in the lock.");

    public static readonly DiagnosticDescriptor LockEdited = Error(
        LockEditedId,
        Schema,
        "A locked version was changed by hand",
        "events.lock was changed by hand: {0}; take it back, and change the code instead",
        "The lock says what is stored. Changing it doesn't change what is stored.");

    public static readonly DiagnosticDescriptor NoLock = WithSeverity(
        NoLockId,
        Schema,
        DiagnosticSeverity.Warning,
        "Events or policies are declared, but not locked",
        "The project of '{0}' has no events.lock, so that {1} without anybody noticing; create an empty file of this name "
            + "beside the project file, and fill it by dotnet format analyzers --diagnostics ESG030",
        "With EsGenRequireEventLock set to true this is an error; set to false it isn't said.");

    public static readonly DiagnosticDescriptor MissingUpcast = Error(
        MissingUpcastId,
        Schema,
        "Stored events need code that reads them",
        "'{0}' is in events.lock, so it may be stored; write {1}",
        "An old version becomes the next one by an Upcast method, and a retired event reaches the state by a When method.");

    public static readonly DiagnosticDescriptor EntityGone = Error(
        EntityGoneId,
        Schema,
        "A stored entity is gone from the code",
        "No class is the entity '{0}' any more, which may be stored; name it in the FormerNames of the class that it has become, or "
            + "retire it: entity {0} retired",
        "What is stored of an entity can only be read by a class that has its name.");

    public static readonly DiagnosticDescriptor NameTaken = Error(
        NameTakenId,
        Schema,
        "A name is that of other stored events",
        "'{0}' would take the stored events of another for its own: {1}",
        "What is stored is found by its name, so that a name means one event for ever, retired or not.");

    public static readonly DiagnosticDescriptor HandlerNameLost = Error(
        HandlerNameLostId,
        Schema,
        "A name of a policy or read model is lost",
        "'{0}' {1}",
        "A policy's position and a read model's documents are stored under its name. By another one a policy begins anew and repeats what "
            + "it did, and the documents of the read model stay behind.");

    public static readonly DiagnosticDescriptor HandlerGone = Error(
        HandlerGoneId,
        Schema,
        "A policy or read model is gone from the code",
        "No class is the {0} '{1}' any more; name it in the FormerNames of the class that it has become, or {2}",
        "The position of a policy stays in the store, and another policy by its name would go on there.");

    public static readonly DiagnosticDescriptor HandlerNameTaken = Error(
        HandlerNameTakenId,
        Schema,
        "A name is that of another policy or read model",
        "'{0}' has {1}",
        "A policy by the name of another goes on where that one was, and passes by what lies before.");

    public static readonly DiagnosticDescriptor NotRetired = WithSeverity(
        NotRetiredId,
        Schema,
        DiagnosticSeverity.Warning,
        "A Retired attribute names no retired event",
        "'{0}' has no retired event '{1}' in events.lock, so this says nothing; {2}",
        "The attribute says what becomes of an event that events.lock has as retired. With any other name it is a slip, or left over.");
}
