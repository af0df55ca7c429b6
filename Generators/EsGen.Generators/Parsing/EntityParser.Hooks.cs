using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.Generators;

/// <summary>The user's <c>When…</c> and <c>Guard…</c> methods, and which events they belong to.</summary>
internal sealed partial class EntityParser
{
    private readonly List<Hook> _hooks = [];
    private readonly List<MissingArm> _missingArms = [];
    private readonly HashSet<ISymbol> _namedAsHooks = new(SymbolEqualityComparer.Default);

    /// <summary>The member or record of an entity whose <c>When…</c> or <c>Guard…</c> a method is by its name; null if it is nobody's.</summary>
    public static ISymbol? FindEventMember(IMethodSymbol hook)
    {
        string eventName = hook.Name.Substring(GetPrefix(hook).Length);
        return GetAnnotatedMembers(hook.ContainingType)
            .FirstOrDefault(annotated => annotated.Member is INamedTypeSymbol record
                ? eventName.Length == 0 && hook.Parameters is [var first, ..] && SymbolEqualityComparer.Default.Equals(first.Type, record)
                : eventName.Length > 0 && ChooseName(annotated.Member, annotated.Attribute) == eventName)
            .Member;
    }

    private void CollectHooks()
    {
        foreach (IMethodSymbol method in _type.GetMembers().OfType<IMethodSymbol>())
        {
            if (method.MethodKind != MethodKind.Ordinary
                || !(method.Name.StartsWith("When", StringComparison.Ordinal) || method.Name.StartsWith("Guard", StringComparison.Ordinal))
                || GetAttribute(method, AttributeNames.Event) is not null
                || GetAttribute(method, AttributeNames.Discard) is not null)
            {
                continue;
            }

            MethodDeclarationSyntax[] declarations = [.. GetUserDeclarations<MethodDeclarationSyntax>(method).Distinct()];
            if (declarations.Length > 0)
            {
                MethodDeclarationSyntax main = declarations.FirstOrDefault(HasBody) ?? declarations[0];
                bool isPartial = main.Modifiers.Any(SyntaxKind.PartialKeyword);
                _hooks.Add(new Hook(GetPart(method, main), main, isPartial, NeedsDeclaration: isPartial && declarations.All(HasBody)));
            }
        }
    }

    /// <summary>The half of a method that a declaration is: in an analyzer the generated half stands for the whole, with its own parameter names.</summary>
    private static IMethodSymbol GetPart(IMethodSymbol method, MethodDeclarationSyntax declaration) =>
        method.PartialImplementationPart is { } implementation && implementation.DeclaringSyntaxReferences.Any(r => r.SyntaxTree == declaration.SyntaxTree && r.Span == declaration.Span)
            ? implementation
            : method;

    /// <summary>The method that the user wrote as the hook of an event; null if there is none.</summary>
    /// <param name="prefix"><c>When</c> or <c>Guard</c>.</param>
    /// <param name="eventName">The event's name.</param>
    /// <param name="record">The event's record, if the user wrote it.</param>
    /// <param name="fields">The event's fields.</param>
    /// <param name="types">Their types.</param>
    private HookModel? MatchHook(string prefix, string eventName, INamedTypeSymbol? record, List<FieldModel> fields, ITypeSymbol[] types)
    {
        Hook[] candidates = record is null
            ? [.. _hooks.Where(hook => hook.Method.Name == prefix + eventName)]
            : [.. _hooks.Where(hook => hook.Method.Name == prefix && hook.Method.Parameters is [{ Type: var type }, ..] && SymbolEqualityComparer.Default.Equals(type, record))];
        if (candidates.Length == 0)
        {
            return null;
        }

        ITypeSymbol[] expected = record is null ? types : [record];
        Hook? match = candidates.FirstOrDefault(hook => Fits(hook.Method, expected));
        if (match is null)
        {
            // A method of the user's own that happens to be called so is none of our business; one that is partial, or takes the hook's
            // parameters and so its place, can only be meant as the hook.
            Hook? misfit = candidates.FirstOrDefault(hook => hook.IsPartial || Takes(hook.Method, expected, mayTakeContext: prefix == "When"));
            if (misfit is null)
            {
                return null;
            }

            misfit.IsMatched = true;
            string context = prefix == "When" ? "[, EventContext context]" : "";
            string parameters = record is null
                ? DescribeParameters(fields, types)
                : $"{record.Name} e";
            Report(DiagnosticDescriptors.HookMatchesNoEvent, misfit.Syntax.Identifier, misfit.Method.Name, $"doesn't fit the event '{eventName}'; declare it as void {misfit.Method.Name}({parameters}{context})");
            return new HookModel(CSharpName.Escape(misfit.Method.Name), GetDeclaration(misfit), IsCallable: false, TakesContext: false);
        }

        match.IsMatched = true;
        if (!match.IsPartial)
        {
            Report(DiagnosticDescriptors.HookMustBePartial, match.Syntax.Identifier, match.Method.Name, prefix == "When" ? "mutator arm" : "guard", eventName);
        }

        if (IsConditional(match.Method))
        {
            Report(
                DiagnosticDescriptors.HookMatchesNoEvent,
                match.Syntax.Identifier,
                match.Method.Name,
                $"is [Conditional], so that builds without its symbol leave it out when '{eventName}' happens and when it is read; remove that attribute");
        }

        return new HookModel(CSharpName.Escape(match.Method.Name), GetDeclaration(match), IsCallable: true, TakesContext: match.Method.Parameters.Length > expected.Length);

        bool Fits(IMethodSymbol method, ITypeSymbol[] wanted) =>
            method is { ReturnsVoid: true, IsGenericMethod: false, IsStatic: false }
            && method.Parameters.All(static parameter => parameter.RefKind == RefKind.None && !parameter.IsParams)
            && Takes(method, wanted, mayTakeContext: prefix == "When");
    }

    /// <summary>Reports a member of the user's that has the name of an event's hook, which only methods can share.</summary>
    /// <param name="hook">The hook; null for a guard that the user didn't write, which is declared all the same.</param>
    /// <param name="hookName">Its name.</param>
    /// <param name="what">What it is.</param>
    /// <param name="eventName">The event's name.</param>
    /// <returns>The hook, or one that can't be called.</returns>
    private HookModel? CheckHookName(HookModel? hook, string hookName, string what, string eventName)
    {
        if (_type.GetMembers(hookName).FirstOrDefault(static member => member is not IMethodSymbol) is not { } other || GetIdentifier(other) is not { RawKind: not 0 } identifier)
        {
            return hook;
        }

        if (_namedAsHooks.Add(other))
        {
            Report(DiagnosticDescriptors.NameCollision, identifier, other.Name, $"the {what} of the event '{eventName}'", ChooseAnotherName);
        }

        // With a declaring half the compiler would complain about that, in a file that isn't the user's.
        _missingArms.RemoveAll(arm => arm.EventName == eventName && arm.HookName == hookName);
        return new HookModel(hookName, Declaration: null, IsCallable: false, TakesContext: false);
    }

    private static bool Takes(IMethodSymbol method, ITypeSymbol[] wanted, bool mayTakeContext) =>
        (method.Parameters.Length == wanted.Length || (mayTakeContext && method.Parameters.Length == wanted.Length + 1 && IsEventContext(method.Parameters[wanted.Length].Type)))
        && wanted.Zip(method.Parameters, static (type, parameter) => SymbolEqualityComparer.Default.Equals(type, parameter.Type)).All(static equal => equal);

    private static string DescribeParameters(List<FieldModel> fields, ITypeSymbol[] types) =>
        string.Join(", ", fields.Select((field, i) => $"{types[i].ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat)} {field.VariableName}"));

    /// <summary>Whether a parameter is what surrounds an event.</summary>
    public static bool IsEventContext(ITypeSymbol type) => type is { Name: "EventContext", ContainingNamespace: { Name: "EsGen", ContainingNamespace.IsGlobalNamespace: true } };

    private static string? GetDeclaration(Hook hook) => hook.NeedsDeclaration ? MemberSignature.Of(hook.Method, hook.Syntax) : null;

    /// <summary>Declaring halves for the partial methods that are hooks by their name but of no event.</summary>
    private IEnumerable<string> GetStrayHookDeclarations(bool reports)
    {
        foreach (Hook hook in _hooks)
        {
            if (hook.IsMatched)
            {
                continue;
            }

            if (!hook.IsPartial)
            {
                // A method of the user's own, unless nothing calls it and an arm is missing that it could be.
                if (reports && hook.Method.DeclaredAccessibility == Accessibility.Private && _missingArms.Count > 0)
                {
                    ReportStray(hook, arm => Takes(hook.Method, arm.Types, mayTakeContext: true) && !IsNamedElsewhere(hook.Method.Name));
                }

                continue;
            }

            bool isOfRetiredEvent = AddOldHook(hook.Method);
            if (isOfRetiredEvent)
            {
                ReportIgnored(hook.Method);
            }

            if (reports && !isOfRetiredEvent && !IsHookOfBrokenEvent(hook.Method))
            {
                ReportStray(hook, mustBe: null);
            }

            if (GetDeclaration(hook) is { } declaration)
            {
                yield return declaration;
            }
        }
    }

    /// <summary>Reports a hook of no event.</summary>
    /// <param name="hook">The hook.</param>
    /// <param name="mustBe">Says of a missing arm whether it is the hook; null if the hook is reported in any case.</param>
    private void ReportStray(Hook hook, Func<MissingArm, bool>? mustBe)
    {
        (string advice, string? proposal) = GetAdvice(hook.Method);
        MissingArm? missing = _missingArms.Find(arm => arm.HookName == proposal && (arm.Record is null || hook.Method.Parameters[0].Type.Name == arm.Record.Name));
        if (mustBe is not null && (missing is null || !mustBe(missing)))
        {
            return;
        }

        Report(DiagnosticDescriptors.HookMatchesNoEvent, hook.Syntax.Identifier, Proposals.Of(Proposals.HookName, proposal), [], hook.Method.Name, advice);
        if (missing is not null)
        {
            // The arm isn't missing but misspelled: demanding it (CS8795) would hide in a terminal what we say.
            _missingArms.Remove(missing);
            int index = _events.FindIndex(e => e.PlainName == missing.EventName);
            _events[index] = _events[index] with { When = _events[index].When! with { Declaration = null, IsCallable = false } };
        }
    }

    private bool IsNamedElsewhere(string method) =>
        GetUserDeclarations<SyntaxNode>(_type).SelectMany(static part => part.DescendantNodes()).Any(node => node is SimpleNameSyntax name && name.Identifier.ValueText == method);

    private void ReportMissingArms()
    {
        foreach (MissingArm arm in _missingArms)
        {
            Report(DiagnosticDescriptors.MissingArm, arm.At, Proposals.Of(Proposals.HookName, arm.HookName), [], arm.EventName, arm.Reason, arm.Declaration);
        }
    }

    /// <summary>Whether a hook's event is there but could not be made: that is reported already.</summary>
    private bool IsHookOfBrokenEvent(IMethodSymbol hook) => _brokenEvents.Any(broken => broken.Record is null
        ? hook.Name.Substring(GetPrefix(hook).Length) == broken.Name
        : hook.Name == GetPrefix(hook) && hook.Parameters.Any(parameter => SymbolEqualityComparer.Default.Equals(parameter.Type, broken.Record)));

    private static string GetPrefix(IMethodSymbol hook) => hook.Name.StartsWith("When", StringComparison.Ordinal) ? "When" : "Guard";

    /// <summary>What to do about a hook of no event, and the name that it probably should have.</summary>
    private (string Advice, string? Proposal) GetAdvice(IMethodSymbol hook)
    {
        string prefix = GetPrefix(hook);
        if (_events.Any(e => e.Origin != EventOrigin.Record && prefix + e.PlainName == hook.Name))
        {
            return ($"is one too many for the event '{hook.Name.Substring(prefix.Length)}'; remove it", null);
        }

        // An event that has its hook already is no candidate.
        string? nearest = _events
            .Where(static e => e.Origin != EventOrigin.Record)
            .Select(static e => e.PlainName)
            .Concat(_brokenEvents.Where(static broken => broken.Record is null).Select(static broken => broken.Name))
            .Concat(_unmarkedEvents)
            .Select(name => prefix + name)
            .Where(name => !_hooks.Any(other => other.Method.Name == name))
            .OrderBy(name => GetDistance(hook.Name, name))
            .FirstOrDefault();
        EventModel? record = _events.FirstOrDefault(e => e.Origin == EventOrigin.Record && hook.Parameters is [var parameter, ..] && parameter.Type.Name == e.PlainName);
        return hook.Name == prefix && hook.Parameters is [{ Type: INamedTypeSymbol foreign }, ..] && IsForeignRecord(foreign)
            ? ($"takes '{foreign.Name}', which is no event of '{_type.Name}'; move it into the class, as [Event] public sealed partial record {foreign.Name}(…)", null)
            : record is not null
            ? ($"matches no event; call it '{prefix}', as what takes the record '{record.PlainName}' is called", prefix)
            : nearest is not null && GetDistance(hook.Name, nearest) <= (nearest.Length - prefix.Length + 1) / 2
                ? ($"matches no event; did you mean '{nearest}'?", nearest)
                : ($"matches no event of '{_type.Name}'; name it after one, or remove it", null);
    }

    /// <summary>Whether a class is declared beside the entity, where no event of it can be.</summary>
    private bool IsForeignRecord(INamedTypeSymbol type) =>
        type is { TypeKind: TypeKind.Class, SpecialType: SpecialType.None }
        && !SymbolEqualityComparer.Default.Equals(type.ContainingType, _type)
        && GetUserDeclarations<SyntaxNode>(type).Any()
        && GetEntityAttribute(type) is null;

    /// <summary>Whether something takes such a class by the names that other libraries call what applies an event.</summary>
    private bool HandlesForeignRecords() => _type.GetMembers().Any(member =>
        member is IMethodSymbol { Name: "Apply" or "When" or "On" or "Handle", Parameters: [{ Type: INamedTypeSymbol type }] } && IsForeignRecord(type));

    /// <summary>The Levenshtein distance.</summary>
    public static int GetDistance(string left, string right)
    {
        int[] row = [.. Enumerable.Range(0, right.Length + 1)];
        for (int i = 1; i <= left.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int above = row[j];
                row[j] = Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + (left[i - 1] == right[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[right.Length];
    }

    /// <summary>A <c>When…</c> that an event needs and the class lacks.</summary>
    private sealed record MissingArm(string EventName, string HookName, string Declaration, string Reason, SyntaxNodeOrToken At, INamedTypeSymbol? Record, ITypeSymbol[] Types);

    private sealed record Hook(IMethodSymbol Method, MethodDeclarationSyntax Syntax, bool IsPartial, bool NeedsDeclaration)
    {
        public bool IsMatched { get; set; }
    }
}
