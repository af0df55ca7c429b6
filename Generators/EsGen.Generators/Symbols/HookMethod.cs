using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.Generators.Symbols;

/// <summary>The <c>When…</c> and <c>Guard…</c> methods: by their names hooks of events.</summary>
internal static class HookMethod
{
    /// <summary>
    /// The member or record of an entity whose <c>When…</c> or <c>Guard…</c> a method is by its name; null if it is nobody's.
    /// </summary>
    public static ISymbol? FindMember(IMethodSymbol hook)
    {
        string eventName = hook.Name.Substring(GetPrefix(hook).Length);
        return EventMember.GetAll(hook.ContainingType)
            .FirstOrDefault(annotated => annotated.Member is INamedTypeSymbol record
                ? eventName.Length == 0 && hook.Parameters is [var first, ..] && SymbolEqualityComparer.Default.Equals(first.Type, record)
                : eventName.Length > 0 && EventMember.ChooseName(annotated.Member, annotated.Attribute) == eventName)
            .Member;
    }

    public static string GetPrefix(IMethodSymbol hook) => hook.Name.StartsWith("When", StringComparison.Ordinal) ? "When" : "Guard";

    /// <summary>Whether a parameter is what surrounds an event.</summary>
    public static bool IsEventContext(ITypeSymbol type) =>
        type is { Name: "EventContext", ContainingNamespace: { Name: "EsGen", ContainingNamespace.IsGlobalNamespace: true } };

    /// <summary>Whether a method is a hook by its name.</summary>
    public static bool IsCalledSo(IMethodSymbol method) => method.MethodKind == MethodKind.Ordinary
        && (method.Name.StartsWith("When", StringComparison.Ordinal) || method.Name.StartsWith("Guard", StringComparison.Ordinal));

    /// <summary>
    /// The half of a method that a declaration is: in an analyzer the generated half stands for the whole, with its own parameter names.
    /// </summary>
    public static IMethodSymbol GetPart(IMethodSymbol method, MethodDeclarationSyntax declaration) =>
        method.PartialImplementationPart is { } implementation
        && implementation.DeclaringSyntaxReferences.Any(r => r.SyntaxTree == declaration.SyntaxTree && r.Span == declaration.Span)
            ? implementation
            : method;
}
