using Microsoft.CodeAnalysis;

namespace EsGen.Generators.Diagnostics;

/// <summary>What there is to say about policies alone; what they share with read models is with those.</summary>
internal static partial class DiagnosticDescriptors
{
    public const string PolicyResultTypeId = "ESG068";
    public const string PolicyStartUnknownId = "ESG069";
    public const string PolicyStateId = "ESG082";
    public const string StoredInPolicyId = "ESG083";
    public const string PolicyNameCollisionId = "ESG084";
    public const string PolicyParallelismId = "ESG085";
    public const string HandlerNameLostId = "ESG090";
    public const string HandlerGoneId = "ESG091";
    public const string HandlerNameTakenId = "ESG092";

    public static readonly DiagnosticDescriptor PolicyResultType = Error(
        PolicyResultTypeId,
        ReadSide,
        "A policy returns what can't be stored",
        "On returns '{0}', which a policy can't store; return an entity or aggregate, several of them (IEnumerable or array), a Task or "
            + "ValueTask of these, or nothing (void, Task, ValueTask)",
        "What On returns is stored in one commit with the policy's position. A method that returns nothing has an effect outside.");

    public static readonly DiagnosticDescriptor PolicyStartUnknown = Error(
        PolicyStartUnknownId,
        ReadSide,
        "A policy with effects doesn't say where it begins",
        "This On returns nothing, so '{0}' has an effect outside; say whether that is to happen for all events of the past when the "
            + "policy is new or renamed: [Policy(StartsAt = PolicyStart.Beginning)], or PolicyStart.End",
        "What a policy returns is stored once, whatever happens. An effect outside can't be taken back: a new policy that begins at the "
            + "first event repeats it for each one of the past.");

    public static readonly DiagnosticDescriptor PolicyState = WithSeverity(
        PolicyStateId,
        ReadSide,
        DiagnosticSeverity.Warning,
        "A policy keeps something in memory",
        "'{0}' is changed in On, and lost at the next start; keep it in an aggregate that On loads and returns",
        "A policy goes on where it was in another process, or as another instance. What it has to remember is state of an aggregate: a "
            + "process manager.");

    public static readonly DiagnosticDescriptor StoredInPolicy = Error(
        StoredInPolicyId,
        ReadSide,
        "A policy stores something itself",
        "'{0}' can't be called in On, and throws there; return the instance instead",
        "What On returns is stored in one commit with the policy's position, and so exactly once. What it stored itself would be stored "
            + "again if the process were killed in between.");

    public static readonly DiagnosticDescriptor PolicyNameCollision = Error(
        PolicyNameCollisionId,
        ReadSide,
        "A policy's name can't be its own",
        "'{0}' is {1}",
        "The position of a policy is stored under its name, present or former.");

    public static readonly DiagnosticDescriptor PolicyParallelism = Error(
        PolicyParallelismId,
        ReadSide,
        "A policy can't handle several events at once",
        "{0}",
        "What several events return can't be stored in one commit with one position, out of order. Methods that return nothing can run "
            + "at once.");
}
