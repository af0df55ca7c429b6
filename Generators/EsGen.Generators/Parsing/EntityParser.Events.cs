using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.Generators.Parsing;

/// <summary>Events, and what can't be one.</summary>
internal sealed partial class EntityParser
{
    private readonly List<(string Name, INamedTypeSymbol? Record)> _brokenEvents = [];
    private ISymbol? _discard;

    private void ParseEvents(string entityName, string[] entityNames)
    {
        foreach ((ISymbol member, AttributeData attribute) in EventMember.GetAll(_type))
        {
            _cancellationToken.ThrowIfCancellationRequested();
            EventModel? e = ParseEvent(member, attribute, entityName, entityNames);
            if (e is not null)
            {
                _events.Add(e);
            }
            else
            {
                _brokenEvents.Add((EventMember.ChooseName(member, attribute), member as INamedTypeSymbol));
            }

            if (e is null or { Member: null, Origin: not EventOrigin.Record })
            {
                AddStub(member);
            }
        }
    }

    private EventModel? ParseEvent(ISymbol member, AttributeData attribute, string entityName, string[] entityNames)
    {
        bool isDiscard = attribute.AttributeClass?.Name == "DiscardAttribute";
        bool isHealthy = true;
        if (!isDiscard && Attributes.Find(member, AttributeNames.Discard) is { } second)
        {
            Report(
                DiagnosticDescriptors.ConflictingAttributes,
                GetSyntax(second),
                Proposals.None,
                [GetSyntax(attribute)],
                GetPlainName(member),
                "Event",
                "Discard");
            isHealthy = false;
        }

        if (member is INamedTypeSymbol record)
        {
            return ParseRecord(record, attribute, entityName, entityNames);
        }

        string name = EventMember.ChooseName(member, attribute);
        bool isPartial = IsPartialWithoutBody(member);
        if (!isPartial
            && member is IPropertySymbol { IsIndexer: false }
                or IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.Constructor })
        {
            MemberDeclarationSyntax[] halves = GetHalves(member);
            string lacking = halves.Any(static half => half.Modifiers.Any(SyntaxKind.PartialKeyword))
                ? "without a body"
                : halves.Any(MemberSyntax.HasBody) ? "partial and without a body" : "partial";
            Report(
                DiagnosticDescriptors.MemberMustBePartial,
                GetName(member, attribute),
                Proposals.Of(Proposals.EventName, name),
                [],
                GetPlainName(member),
                lacking,
                GetAdviceOnBody(member, name));
            isHealthy = false;
        }

        if (member is IPropertySymbol property)
        {
            if (GetReasonAgainst(property) is { } propertyReason)
            {
                Report(DiagnosticDescriptors.UnsupportedProperty, GetName(member, attribute), member.Name, propertyReason);
                return null;
            }
        }
        else if (GetReasonAgainst((IMethodSymbol)member, name) is { } methodReason)
        {
            Report(DiagnosticDescriptors.UnsupportedSignature, GetName(member, attribute), GetPlainName(member), methodReason);
            return null;
        }

        // Events live for ever, so a hidden default would too; a property that is set at first is well without one.
        if (member is IPropertySymbol initialized
            && GetUserDeclarations<PropertyDeclarationSyntax>(initialized).Any(static declaration => declaration.Initializer is not null))
        {
            Report(
                DiagnosticDescriptors.UnsupportedProperty,
                GetName(member, attribute),
                member.Name,
                "it has an initializer; give the value in the creation event.");
            isHealthy = false;
        }

        if (Attributes.GetName(attribute) is null && EventMember.GetDefaultName(member, isDiscard) is null)
        {
            Report(
                DiagnosticDescriptors.MethodEventNeedsName,
                GetName(member, attribute),
                Proposals.Of(Proposals.EventName, name),
                [GetSyntax(attribute)],
                member.Name,
                name);
            isHealthy = false;
        }

        if (isDiscard)
        {
            if (_discard is not null)
            {
                Report(DiagnosticDescriptors.SeveralDiscards, GetName(member, attribute), member.Name, _type.Name, _discard.Name);
                isHealthy = false;
            }

            _discard ??= member;
        }

        if (!CheckEventName(attribute, name)
            || !CheckCollisions(member, attribute, name)
            || !ClaimTopics(member, attribute, name, entityName, entityNames, out string[] topics))
        {
            return null;
        }

        IParameterSymbol[] parameters = member is IMethodSymbol { Parameters: var all } ? [.. all] : [];
        IParameterSymbol? id = member is IMethodSymbol { MethodKind: MethodKind.Constructor }
            ? parameters.FirstOrDefault(EventMember.IsId)
            : null;
        (ISymbol Symbol, ITypeSymbol Type)[] sources = member is IPropertySymbol p
            ? [(p, p.Type)]
            : [.. parameters.Where(parameter => !SymbolEqualityComparer.Default.Equals(parameter, id))
                .Select(static parameter => ((ISymbol)parameter, parameter.Type))];
        bool isUnknown = sources.Any(static source => source.Type.TypeKind == TypeKind.Error);
        _hasUnknownType |= isUnknown;
        if (isUnknown || HasNamelessParameter(member))
        {
            return null;
        }

        List<FieldModel> fields = [];
        foreach ((ISymbol symbol, ITypeSymbol type) in sources)
        {
            if (ParseField(symbol, type, name, fields, ref isHealthy) is { } field)
            {
                fields.Add(field);
            }
            else
            {
                return null;
            }
        }

        EventKind kind = isDiscard
            ? EventKind.Discard
            : member is IMethodSymbol { MethodKind: MethodKind.Constructor }
            ? EventKind.Creation
            : EventKind.Change;
        EventOrigin origin = member switch
        {
            IPropertySymbol => EventOrigin.Property,
            IMethodSymbol { MethodKind: MethodKind.Constructor } => EventOrigin.Constructor,
            _ => EventOrigin.Method,
        };
        string accessibility = Accessibilities.Least(sources.SelectMany(static source => Accessibilities.OfChain(source.Type)))
            ?? "private";
        ITypeSymbol[] types = [.. sources.Select(static source => source.Type)];
        bool needsArm = !CanAssign(fields) && !(fields.Count == 0 && kind != EventKind.Change);
        HookModel? when = FindArm((name, null), (member, attribute), sources, fields, needsArm, isHealthy);
        return new EventModel
        {
            RecordName = CSharpName.Escape(name),
            EventName = name,
            Origin = origin,
            Version = Attributes.GetVersion(attribute),
            FormerNames = new(Attributes.GetFormerNames(attribute)),
            Kind = kind,
            Topics = new(topics),
            Accessibility = accessibility,

            // Nothing is reported about it, and reading it takes as long as all the rest.
            Documentation = _report is null
                ? Documentation.Get(member, parameter => RenameToField(sources, parameter), _cancellationToken)
                : default,
            ObsoleteMessage = Attributes.GetObsoleteMessage(member),
            Fields = new(fields),
            Member = isPartial && !fields.Any(static field => field.IsUnresolved) ? ParseMember(member, id, parameters) : null,
            When = when,
            Guard = FindGuard(name, record: null, fields, types),
        };
    }

    // What the event's own declaration is allowed to name, its arm's must be, too.
    private static string GetObsoleteMark(ISymbol member) =>
        Attributes.GetObsoleteMessage(member) is null ? "" : "[global::System.Obsolete] ";

    private static string? GetReasonAgainst(IPropertySymbol property) => property switch
    {
        { IsIndexer: true } => "it is an indexer; make it a method.",
        { IsStatic: true } => "it is static, and an event belongs to one entity; remove 'static'.",
        { ReturnsByRef: true } or { ReturnsByRefReadonly: true } =>
            "it returns a reference, through which it could be changed without an event; return the value.",
        { GetMethod: null } => "it has no getter; add 'get'.",
        { SetMethod: null } => "it has no setter; add 'set'.",
        { SetMethod.IsInitOnly: true } => "it has 'init'; make it 'set'.",
        _ => null,
    };

    /// <summary>Where to put what a body does; empty if there is none, or nothing in it.</summary>
    private string GetAdviceOnBody(ISymbol member, string eventName)
    {
        if (member is not IMethodSymbol method
            || !GetHalves(member).OfType<BaseMethodDeclarationSyntax>()
                .Any(static half => half.ExpressionBody is not null || half.Body is { Statements.Count: > 0 }))
        {
            return "";
        }

        string parameters = DescribeParameters(method);
        return $"; move what it checks into 'partial void Guard{eventName}({parameters})', and what it changes into 'private partial void "
            + $"When{eventName}({parameters})'";
    }

    private static string DescribeParameters(IMethodSymbol method) => string.Join(", ", method.Parameters
        .Where(parameter => method.MethodKind != MethodKind.Constructor || !EventMember.IsId(parameter))
        .Select(static parameter => $"{Describe(parameter.Type)} {parameter.Name}"));

    /// <summary>
    /// Whether it is async, as it was written: C# 15's compiler doesn't say so of a declaration without body, where async is an error.
    /// </summary>
    private static bool IsAsync(IMethodSymbol method) => method.IsAsync
        || method.DeclaringSyntaxReferences.Any(static reference =>
            reference.GetSyntax() is MethodDeclarationSyntax declaration && declaration.Modifiers.Any(SyntaxKind.AsyncKeyword));

    private static string? GetReasonAgainst(IMethodSymbol method, string eventName)
    {
        if (method.Parameters.FirstOrDefault(static parameter => parameter.RefKind != RefKind.None || parameter.IsParams) is { } odd)
        {
            return odd.IsParams
                ? $"its parameter '{odd.Name}' is params; remove 'params', and pass the array."
                : $"its parameter '{odd.Name}' is passed by reference; pass a value.";
        }

        return method switch
        {
            { MethodKind: MethodKind.Constructor } => null,
            { MethodKind: not MethodKind.Ordinary } => "it is not an ordinary method; put the attribute on one.",
            { IsStatic: true } => "it is static, and an event belongs to one entity; remove 'static'.",
            _ when IsAsync(method) => "it is async; await before the command.",
            { IsGenericMethod: true } => "it is generic, and an event's fields have fixed types; remove the type parameters.",
            { ReturnType.Name: "Task" or "ValueTask" } when IsAwaitable(method.ReturnType) =>
                $"it returns {Describe(method.ReturnType)}, and an event happens at once; make it "
                    + $"void{(method.Parameters.Any(IsCancellation) ? " without the CancellationToken" : "")}, await what it needs in a "
                        + "method of yours that calls it, and store it by SaveAsync of the repository.",
            { ReturnType.SpecialType: SpecialType.System_Boolean } =>
                $"it returns bool, and what has happened isn't asked; make it void, and throw in 'partial void "
                    + $"Guard{eventName}({DescribeParameters(method)})' where it must not happen, or answer in a method of yours that "
                        + "calls it.",
            { ReturnsVoid: false } => "it returns a value; make it void, and call it in a method of yours that answers.",
            _ when IsConditional(method) =>
                "it is [Conditional], so that builds without its symbol leave its calls out, and nothing happens; remove that attribute, "
                    + "and decide in a method of yours that calls it.",
            _ => null,
        };
    }

    private static bool IsConditional(IMethodSymbol method) =>
        Attributes.MayHave(method) && PayloadMember.FindAttribute(method, "System.Diagnostics.ConditionalAttribute") is not null;

    private static bool IsAwaitable(ITypeSymbol type) => type.ContainingNamespace?.ToDisplayString() == "System.Threading.Tasks";

    private static bool IsCancellation(IParameterSymbol parameter) =>
        parameter.Type is { Name: "CancellationToken", ContainingNamespace: { Name: "Threading", ContainingNamespace.Name: "System" } };
}
