using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.Generators.Parsing;

/// <summary>The user's <c>When…</c> and <c>Guard…</c> methods, and which events they belong to.</summary>
internal sealed partial class EntityParser
{
    private readonly HookTable _hooks;
    private readonly HashSet<Hook> _matchedHooks = [];
    private readonly List<MissingArm> _missingArms = [];
    private readonly HashSet<ISymbol> _namedAsHooks = new(SymbolEqualityComparer.Default);

    /// <summary>The method that the user wrote as the hook of an event; null if there is none.</summary>
    /// <param name="prefix"><c>When</c> or <c>Guard</c>.</param>
    /// <param name="eventName">The event's name.</param>
    /// <param name="record">The event's record, if the user wrote it.</param>
    /// <param name="fields">The event's fields.</param>
    /// <param name="types">Their types.</param>
    private HookModel? MatchHook(string prefix, string eventName, INamedTypeSymbol? record, List<FieldModel> fields, ITypeSymbol[] types)
    {
        Hook[] candidates = _hooks.Find(prefix, eventName, record);
        if (candidates.Length == 0)
        {
            return null;
        }

        ITypeSymbol[] expected = record is null ? types : [record];
        bool mayTakeContext = prefix == "When";
        Hook? match = candidates.FirstOrDefault(hook => hook.Fits(expected, mayTakeContext));
        if (match is null)
        {
            // A method of the user's own that happens to be called so is none of our business; one that is partial, or takes the hook's
            // parameters and so its place, can only be meant as the hook.
            Hook? misfit = candidates.FirstOrDefault(hook => hook.IsPartial || hook.Takes(expected, mayTakeContext));
            if (misfit is null)
            {
                return null;
            }

            _matchedHooks.Add(misfit);
            string context = mayTakeContext ? "[, EventContext context]" : "";
            string parameters = record is null
                ? DescribeParameters(fields, types)
                : $"{record.Name} e";
            Report(
                DiagnosticDescriptors.HookMatchesNoEvent,
                misfit.Syntax.Identifier,
                misfit.Method.Name,
                $"doesn't fit the event '{eventName}'; declare it as void {misfit.Method.Name}({parameters}{context})");
            return new HookModel(CSharpName.Escape(misfit.Method.Name), misfit.Declaration, IsCallable: false, TakesContext: false);
        }

        _matchedHooks.Add(match);
        if (!match.IsPartial)
        {
            Report(
                DiagnosticDescriptors.HookMustBePartial,
                match.Syntax.Identifier,
                match.Method.Name,
                prefix == "When" ? "mutator arm" : "guard",
                eventName);
        }

        if (IsConditional(match.Method))
        {
            Report(
                DiagnosticDescriptors.HookMatchesNoEvent,
                match.Syntax.Identifier,
                match.Method.Name,
                $"is [Conditional], so that builds without its symbol leave it out when '{eventName}' happens and when it is read; remove "
                    + "that attribute");
        }

        return new HookModel(
            CSharpName.Escape(match.Method.Name),
            match.Declaration,
            IsCallable: true,
            TakesContext: match.Method.Parameters.Length > expected.Length);
    }

    /// <summary>The mutator arm of an event: the user's, or the one that is to be written; null if the fields are assigned.</summary>
    /// <param name="of">The event's name, and its record if the user wrote it.</param>
    /// <param name="at">Where the event is declared.</param>
    /// <param name="sources">What its fields are declared by.</param>
    /// <param name="fields">Its fields.</param>
    /// <param name="needsArm">Whether it needs one.</param>
    /// <param name="isHealthy">Whether nothing stands against the event, so that an arm would be called.</param>
    private HookModel? FindArm(
        (string Name, INamedTypeSymbol? Record) of,
        (ISymbol Member, AttributeData Attribute) at,
        (ISymbol Symbol, ITypeSymbol Type)[] sources,
        List<FieldModel> fields,
        bool needsArm,
        bool isHealthy)
    {
        ITypeSymbol[] types = [.. sources.Select(static source => source.Type)];
        HookModel? when = MatchHook("When", of.Name, of.Record, fields, types);
        if (when is null && !needsArm)
        {
            return null;
        }

        string hookName = when?.Name ?? (of.Record is null ? "When" + of.Name : "When");
        if (ReportTakenHookName(hookName, "mutator arm", of.Name) || (when is null && !isHealthy))
        {
            return NotCallable(hookName);
        }

        if (when is not null)
        {
            return when;
        }

        string shown = of.Record is null ? DescribeParameters(fields, types) : $"{of.Record.Name} e";
        string written = of.Record is null
            ? string.Join(", ", fields.Select(static field => $"{field.Type.Name} {field.VariableName}"))
            : $"{SourceName.Of(of.Record)} e";
        _missingArms.Add(new MissingArm(
            of.Name,
            hookName,
            $"private partial void {hookName}({shown})",
            ExplainMissingArm([.. sources.Select(static source => source.Symbol)], fields),
            GetName(at.Member, at.Attribute),
            of.Record,
            of.Record is null ? types : [of.Record]));
        return new HookModel(
            hookName,
            $"{GetObsoleteMark(at.Member)}private partial void {hookName}({written})",
            IsCallable: true,
            TakesContext: false);
    }

    /// <summary>The guard of an event, which is declared even if the user didn't write one; null then.</summary>
    private HookModel? FindGuard(string name, INamedTypeSymbol? record, List<FieldModel> fields, ITypeSymbol[] types)
    {
        HookModel? guard = MatchHook("Guard", name, record, fields, types);
        string hookName = record is null ? "Guard" + name : "Guard";
        return ReportTakenHookName(hookName, "guard", name) ? NotCallable(hookName) : guard;
    }

    /// <summary>A hook without a declaring half: with one the compiler would complain, in a file that isn't the user's.</summary>
    private static HookModel NotCallable(string name) => new(name, Declaration: null, IsCallable: false, TakesContext: false);

    /// <summary>Reports a member of the user's that has the name of an event's hook, which only methods can share.</summary>
    /// <returns>Whether there is one.</returns>
    private bool ReportTakenHookName(string hookName, string what, string eventName)
    {
        if (_type.GetMembers(hookName).FirstOrDefault(static member => member is not IMethodSymbol) is not { } other
            || GetIdentifier(other) is not { RawKind: not 0 } identifier)
        {
            return false;
        }

        if (_namedAsHooks.Add(other))
        {
            Report(
                DiagnosticDescriptors.NameCollision,
                identifier,
                other.Name,
                $"the {what} of the event '{eventName}'",
                ChooseAnotherName);
        }

        return true;
    }

    private static string DescribeParameters(List<FieldModel> fields, ITypeSymbol[] types) =>
        string.Join(
            ", ",
            fields.Select((field, i) =>
                $"{types[i].ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat)} {field.VariableName}"));

    /// <summary>Looks at the methods that are hooks by their names but of no event.</summary>
    /// <param name="reports">Whether to say what is wrong with them.</param>
    /// <returns>Their declaring halves, and the arms that aren't missing but misspelled.</returns>
    private (List<string> Declarations, List<MissingArm> Misspelled) ParseStrayHooks(bool reports)
    {
        List<string> declarations = [];
        List<MissingArm> misspelled = [];
        foreach (Hook hook in _hooks.All.Where(hook => !_matchedHooks.Contains(hook)))
        {
            if (!hook.IsPartial)
            {
                // A method of the user's own, unless nothing calls it and an arm is missing that it could be.
                if (reports && hook.Method.DeclaredAccessibility == Accessibility.Private && _missingArms.Count > misspelled.Count)
                {
                    ReportStray(
                        hook,
                        misspelled,
                        arm => hook.Takes(arm.Types, mayTakeContext: true) && !IsNamedElsewhere(hook.Method.Name));
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
                ReportStray(hook, misspelled, mustBe: null);
            }

            if (hook.Declaration is { } declaration)
            {
                declarations.Add(declaration);
            }
        }

        return (declarations, misspelled);
    }

    /// <summary>Reports a hook of no event.</summary>
    /// <param name="hook">The hook.</param>
    /// <param name="misspelled">The arms that others turned out to be; gets the one that this is.</param>
    /// <param name="mustBe">Says of a missing arm whether it is the hook; null if the hook is reported in any case.</param>
    private void ReportStray(Hook hook, List<MissingArm> misspelled, Func<MissingArm, bool>? mustBe)
    {
        (string advice, string? proposal) = GetAdvice(hook.Method);
        MissingArm? missing = _missingArms.Find(arm => !misspelled.Contains(arm)
            && arm.HookName == proposal
            && (arm.Record is null || hook.Method.Parameters[0].Type.Name == arm.Record.Name));
        if (mustBe is not null && (missing is null || !mustBe(missing)))
        {
            return;
        }

        Report(
            DiagnosticDescriptors.HookMatchesNoEvent,
            hook.Syntax.Identifier,
            Proposals.Of(Proposals.HookName, proposal),
            [],
            hook.Method.Name,
            advice);
        if (missing is not null)
        {
            misspelled.Add(missing);
        }
    }

    /// <summary>
    /// The event without the declaration of an arm that is misspelled: demanding it (CS8795) would hide in a terminal what we say.
    /// </summary>
    private static EventModel WithoutMisspelledArm(EventModel e, List<MissingArm> misspelled) =>
        e.When is { Declaration: not null } when && misspelled.Exists(arm => arm.EventName == e.EventName)
            ? e with { When = NotCallable(when.Name) }
            : e;

    private bool IsNamedElsewhere(string method) =>
        GetUserDeclarations<SyntaxNode>(_type).SelectMany(static part => part.DescendantNodes())
            .Any(node => node is SimpleNameSyntax name && name.Identifier.ValueText == method);

    private void ReportMissing(IEnumerable<MissingArm> arms)
    {
        foreach (MissingArm arm in arms)
        {
            Report(
                DiagnosticDescriptors.MissingArm,
                arm.At,
                Proposals.Of(Proposals.HookName, arm.HookName),
                [],
                arm.EventName,
                arm.Reason,
                arm.Declaration);
        }
    }

    /// <summary>Whether a hook's event is there but could not be made: that is reported already.</summary>
    private bool IsHookOfBrokenEvent(IMethodSymbol hook) => _brokenEvents.Any(broken => broken.Record is null
        ? hook.Name.Substring(HookMethod.GetPrefix(hook).Length) == broken.Name
        : hook.Name == HookMethod.GetPrefix(hook)
            && hook.Parameters.Any(parameter => SymbolEqualityComparer.Default.Equals(parameter.Type, broken.Record)));

    /// <summary>What to do about a hook of no event, and the name that it probably should have.</summary>
    private (string Advice, string? Proposal) GetAdvice(IMethodSymbol hook)
    {
        string prefix = HookMethod.GetPrefix(hook);
        if (_events.Any(e => e.Origin != EventOrigin.Record && prefix + e.EventName == hook.Name))
        {
            return ($"is one too many for the event '{hook.Name.Substring(prefix.Length)}'; remove it", null);
        }

        // An event that has its hook already is no candidate.
        string? nearest = _events
            .Where(static e => e.Origin != EventOrigin.Record)
            .Select(static e => e.EventName)
            .Concat(_brokenEvents.Where(static broken => broken.Record is null).Select(static broken => broken.Name))
            .Concat(_unmarkedEvents)
            .Select(name => prefix + name)
            .Where(name => !_hooks.Contains(name))
            .OrderBy(name => EditDistance.Between(hook.Name, name))
            .FirstOrDefault();
        EventModel? record =
            _events.FirstOrDefault(e =>
                e.Origin == EventOrigin.Record && hook.Parameters is [var parameter, ..] && parameter.Type.Name == e.EventName);
        return hook.Name == prefix && hook.Parameters is [{ Type: INamedTypeSymbol foreign }, ..] && IsForeignRecord(foreign)
            ? (
                $"takes '{foreign.Name}', which is no event of '{_type.Name}'; move it into the class, as [Event] public sealed partial "
                    + $"record {foreign.Name}(…)",
                null)
            : record is not null
            ? ($"matches no event; call it '{prefix}', as what takes the record '{record.EventName}' is called", prefix)
            : nearest is not null && EditDistance.Between(hook.Name, nearest) <= (nearest.Length - prefix.Length + 1) / 2
                ? ($"matches no event; did you mean '{nearest}'?", nearest)
                : ($"matches no event of '{_type.Name}'; name it after one, or remove it", null);
    }

    /// <summary>Whether a class is declared beside the entity, where no event of it can be.</summary>
    private bool IsForeignRecord(INamedTypeSymbol type) =>
        type is { TypeKind: TypeKind.Class, SpecialType: SpecialType.None }
        && !SymbolEqualityComparer.Default.Equals(type.ContainingType, _type)
        && GetUserDeclarations<SyntaxNode>(type).Any()
        && EventSourcedType.GetAttribute(type) is null;

    /// <summary>Whether something takes such a class by the names that other libraries call what applies an event.</summary>
    private bool HandlesForeignRecords() => _type.GetMembers().Any(member =>
        member is IMethodSymbol { Name: "Apply" or "When" or "On" or "Handle", Parameters: [{ Type: INamedTypeSymbol type }] }
            && IsForeignRecord(type));
}
