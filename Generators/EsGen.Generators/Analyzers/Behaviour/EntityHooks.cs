using Microsoft.CodeAnalysis;

namespace EsGen.Generators.Analyzers.Behaviour;

/// <summary>
/// Which methods of an entity are its <c>When…</c> and <c>Guard…</c> hooks, by their name: the parser says whether they fit.
/// </summary>
internal static class EntityHooks
{
    /// <summary>Whether a member takes part in every replay; an upcast does as well as a <c>When…</c>.</summary>
    public static bool IsArm(ISymbol member) => IsHook(member, "When") || IsUpcast(member);

    public static bool IsHook(ISymbol member) => IsHook(member, "When") || IsHook(member, "Guard");

    /// <summary>Whether a member is in the generated half only.</summary>
    public static bool IsGenerated(ISymbol member) =>
        !member.DeclaringSyntaxReferences.IsEmpty
            && member.DeclaringSyntaxReferences.All(static reference => UserCode.IsGenerated(reference.SyntaxTree));

    /// <summary>Whether a member is called as a hook is.</summary>
    public static bool HasHookName(ISymbol member) =>
        member.Name.StartsWith("When", StringComparison.Ordinal) || member.Name.StartsWith("Guard", StringComparison.Ordinal);

    private static bool IsUpcast(ISymbol member) =>
        member is IMethodSymbol
        {
            Name: "Upcast",
            IsStatic: true,
            ReturnsVoid: false,
            Parameters: [_] or [_, { Type.Name: "EventContext" }]
        };

    private static bool IsHook(ISymbol member, string prefix) =>
        member is IMethodSymbol { MethodKind: MethodKind.Ordinary, IsStatic: false } method
        && method.Name.StartsWith(prefix, StringComparison.Ordinal)
        && (method.IsPartialDefinition || method.PartialDefinitionPart is not null || HookMethod.FindMember(method) is not null);
}
