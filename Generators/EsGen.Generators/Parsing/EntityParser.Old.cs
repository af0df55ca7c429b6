using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.Generators;

/// <summary>
/// What the user wrote for events and versions that are only in the store. Their records are generated from the lock, so that the types are
/// known by their names only.
/// </summary>
internal sealed partial class EntityParser
{
    private readonly List<OldHookModel> _oldHooks = [];
    private IReadOnlyCollection<string> _retiredEvents = [];

    private IEnumerable<UpcastModel> GetUpcasts()
    {
        foreach (IMethodSymbol method in _type.GetMembers("Upcast").OfType<IMethodSymbol>())
        {
            MethodDeclarationSyntax[] declarations = [.. GetUserDeclarations<MethodDeclarationSyntax>(method).Distinct()];
            if (declarations.Length == 0 || method is not { IsStatic: true, ReturnsVoid: false, Parameters.Length: 1 })
            {
                continue;
            }

            MethodDeclarationSyntax main = declarations.FirstOrDefault(HasBody) ?? declarations[0];
            IMethodSymbol part = GetPart(method, main);
            bool needsDeclaration = main.Modifiers.Any(SyntaxKind.PartialKeyword) && declarations.All(HasBody);
            yield return new UpcastModel(
                part.Parameters[0].Type.Name,
                SourceName.Of(part.ReturnType),
                part.ReturnType is IArrayTypeSymbol or INamedTypeSymbol { TypeArguments.Length: 1 },
                needsDeclaration ? MemberSignature.Of(part, main) : null);
        }
    }

    /// <summary>Takes a <c>When</c> that no declared event has, in case the lock knows its event.</summary>
    /// <returns>Whether it does, as far as the parser was told.</returns>
    private bool AddOldHook(IMethodSymbol hook)
    {
        if (hook is not { Name: "When", ReturnsVoid: true, IsStatic: false, Parameters.Length: 1 or 2 } || (hook.Parameters.Length == 2 && !IsEventContext(hook.Parameters[1].Type)))
        {
            return false;
        }

        string record = hook.Parameters[0].Type.Name;
        _oldHooks.Add(new OldHookModel(record, new HookModel("When", null, IsCallable: true, TakesContext: hook.Parameters.Length == 2)));
        return _retiredEvents.Contains(record);
    }

    /// <summary>The names in <c>[Retired("Name", Ignore = true)]</c> on the class.</summary>
    private IEnumerable<string> GetIgnoredEvents() => _type.GetAttributes()
        .Where(static attribute => attribute.AttributeClass is { } type && IsNamed(type, AttributeNames.Retired)
            && attribute.NamedArguments.Any(static argument => argument is { Key: "Ignore", Value.Value: true }))
        .Select(GetName)
        .OfType<string>();
}
