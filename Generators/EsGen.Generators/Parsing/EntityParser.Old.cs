using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.Generators.Parsing;

/// <summary>
/// What the user wrote for events and versions that are only in the store. Their records are generated from the lock, so that the types are
/// known by their names only.
/// </summary>
internal sealed partial class EntityParser
{
    private readonly List<OldHookModel> _oldHooks = [];
    private IReadOnlyCollection<string> _retiredEvents = [];

    /// <summary>A hash of the code of the upcasts and of what it reaches in the class; empty without any.</summary>
    private string GetUpcastCode()
    {
        if (_type.GetMembers("Upcast").IsEmpty)
        {
            return "";
        }

        ReachedSyntax code = new(GetUserDeclarations<TypeDeclarationSyntax>(_type));
        code.Reach("Upcast");
        return Fingerprint.Of(string.Join("\n", code.GetTexts()));
    }

    private IEnumerable<UpcastModel> GetUpcasts()
    {
        HashSet<string> taken = [];
        foreach (IMethodSymbol method in _type.GetMembers("Upcast").OfType<IMethodSymbol>())
        {
            MethodDeclarationSyntax[] declarations = [.. GetUserDeclarations<MethodDeclarationSyntax>(method).Distinct()];
            if (declarations.Length == 0
                || !(method.Parameters.Length == 1
                    || (method.Parameters.Length == 2 && HookMethod.IsEventContext(method.Parameters[1].Type)))
                || !IsOwn(method.Parameters[0].Type))
            {
                continue;
            }

            MethodDeclarationSyntax main = declarations.FirstOrDefault(MemberSyntax.HasBody) ?? declarations[0];
            IMethodSymbol part = HookMethod.GetPart(method, main);
            bool needsDeclaration = main.Modifiers.Any(SyntaxKind.PartialKeyword) && declarations.All(MemberSyntax.HasBody);
            ITypeSymbol? element = GetElement(part.ReturnType);
            ITypeSymbol target = element ?? part.ReturnType;
            string? problem = part switch
            {
                { IsStatic: false } => "it must be static",
                { IsGenericMethod: true } => "it must not have type parameters",
                _ when part.RefKind != RefKind.None
                    || part.Parameters.Any(static parameter => parameter.RefKind is not (RefKind.None or RefKind.In)) =>
                    "it must take and return values, not references to them",
                { ReturnsVoid: true } => "it returns nothing",
                _ when MayBeNull(part.ReturnType) || MayBeNull(target) => "it must not return null; an empty list stands for nothing",
                _ when !IsOwn(target) =>
                    $"it returns '{part.ReturnType.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat)}'",
                _ => null,
            };
            string record = part.Parameters[0].Type.Name;
            string? dead = _events.Any(e => e.MethodSuffix == record) ? "which the class declares itself"
                : _retiredEvents.Contains(record) ? "which is retired and goes to its When"
                : !taken.Add(record) ? "which another Upcast takes"
                : null;
            if (dead is not null && (main.Modifiers.Any(SyntaxKind.PartialKeyword) || !IsNamedElsewhere(method.Name)))
            {
                Report(
                    DiagnosticDescriptors.HookMatchesNoEvent,
                    main.Identifier,
                    method.Name,
                    $"takes '{record}', {dead}, so that it would never be called; remove it");
            }

            yield return new UpcastModel(
                record,
                target.Name,
                new UpcastStep(element is not null, part.Parameters.Length == 2),
                problem,
                needsDeclaration ? MemberSignature.Of(part, main) : null);
        }
    }

    /// <summary>
    /// Whether a type can be one of those that are generated inside the entity, for its name is all there is of them yet. A type around the
    /// entity may have the same name; once they are generated, they come first.
    /// </summary>
    private bool IsOwn(ITypeSymbol type) =>
        type.ContainingType is not { } container || TypeChain.Of(_type).Contains(container, SymbolEqualityComparer.Default);

    /// <summary>With the question mark of a reference, or, as long as the type is unknown, of a value.</summary>
    private static bool MayBeNull(ITypeSymbol type) =>
        type.NullableAnnotation == NullableAnnotation.Annotated || type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;

    /// <summary>What a sequence is of; null if it is none, or several.</summary>
    private static ITypeSymbol? GetElement(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => array.Rank == 1 ? array.ElementType : null,
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Collections_Generic_IEnumerable_T } sequence =>
            sequence.TypeArguments[0],
        _ =>
            type.AllInterfaces.Where(static i => i.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T)
                .ToArray() is [var only] ? only.TypeArguments[0] : null,
    };

    /// <summary>Takes a <c>When</c> that no declared event has, in case the lock knows its event.</summary>
    /// <returns>Whether it does, as far as the parser was told.</returns>
    private bool AddOldHook(IMethodSymbol hook)
    {
        if (hook is not { Name: "When", ReturnsVoid: true, IsStatic: false, Parameters.Length: 1 or 2 }
            || (hook.Parameters.Length == 2 && !HookMethod.IsEventContext(hook.Parameters[1].Type)))
        {
            return false;
        }

        string record = hook.Parameters[0].Type.Name;
        _oldHooks.Add(new OldHookModel(record, new HookModel("When", null, IsCallable: true, TakesContext: hook.Parameters.Length == 2)));
        return _retiredEvents.Contains(record);
    }

    /// <summary>Reports a <c>When</c> for a retired event that <c>[Retired("Name", Ignore = true)]</c> passes by.</summary>
    private void ReportIgnored(IMethodSymbol hook)
    {
        string name = hook.Parameters[0].Type.Name;
        foreach ((string retired, AttributeData attribute) in EventSourcedType.GetRetiredEvents(_type))
        {
            if (retired == name
                && IsIgnored(attribute)
                && attribute.ApplicationSyntaxReference?.GetSyntax(
                    _cancellationToken) is AttributeSyntax { ArgumentList.Arguments: var arguments })
            {
                SyntaxNode at = arguments.First(static argument => argument.NameEquals?.Name.Identifier.ValueText == "Ignore");
                Report(
                    DiagnosticDescriptors.HookMatchesNoEvent,
                    at,
                    hook.Name,
                    $"for '{name}' would never be called, because this passes the event by; remove one of them");
            }
        }
    }

    /// <summary>The names in <c>[Retired("Name", Ignore = true)]</c> on the class.</summary>
    private IEnumerable<string> GetIgnoredEvents() => EventSourcedType.GetRetiredEvents(_type)
        .Where(static retired => IsIgnored(retired.Attribute))
        .Select(static retired => retired.Name);

    private static bool IsIgnored(AttributeData retired) =>
        retired.NamedArguments.Any(static argument => argument is { Key: "Ignore", Value.Value: true });
}
