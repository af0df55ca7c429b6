using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.Generators.Parsing;

/// <summary>The user's <c>When…</c> and <c>Guard…</c> methods, whatever events there are.</summary>
internal sealed class HookTable
{
    private readonly Hook[] _hooks;

    private HookTable(Hook[] hooks) => _hooks = hooks;

    public IReadOnlyList<Hook> All => _hooks;

    public static HookTable Of(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        List<Hook> hooks = [];
        foreach (IMethodSymbol method in type.GetMembers().OfType<IMethodSymbol>().Where(HookMethod.IsCalledSo))
        {
            if (EventMember.IsAnnotated(method))
            {
                continue;
            }

            MethodDeclarationSyntax[] declarations =
                [.. UserCode.GetDeclarations(method, cancellationToken).OfType<MethodDeclarationSyntax>().Distinct()];
            if (declarations.Length > 0)
            {
                MethodDeclarationSyntax main = declarations.FirstOrDefault(MemberSyntax.HasBody) ?? declarations[0];
                bool isPartial = main.Modifiers.Any(SyntaxKind.PartialKeyword);
                bool needsDeclaration = isPartial && declarations.All(MemberSyntax.HasBody);
                hooks.Add(new Hook(HookMethod.GetPart(method, main), main, isPartial, needsDeclaration));
            }
        }

        return new HookTable([.. hooks]);
    }

    public bool Contains(string name) => _hooks.Any(hook => hook.Method.Name == name);

    /// <summary>The methods that can be the hook of an event.</summary>
    /// <param name="prefix"><c>When</c> or <c>Guard</c>.</param>
    /// <param name="eventName">The event's name.</param>
    /// <param name="record">The event's record, if the user wrote it.</param>
    public Hook[] Find(string prefix, string eventName, INamedTypeSymbol? record) => record is null
        ? [.. _hooks.Where(hook => hook.Method.Name == prefix + eventName)]
        : [.. _hooks.Where(hook => hook.Method.Name == prefix && hook.TakesFirst(record))];
}
