using Microsoft.CodeAnalysis;

namespace EsGen.Generators.Parsing.Policies;

/// <summary>Reads a policy's symbols into a model.</summary>
internal sealed partial class PolicyParser : EventHandlerParser
{
    private PolicyParser(
        INamedTypeSymbol type,
        AttributeData attribute,
        Compilation compilation,
        Action<Diagnostic>? report,
        CancellationToken cancellationToken)
        : base("policy", type, attribute, compilation, report, cancellationToken)
    {
    }

    /// <param name="type">The class with the attribute.</param>
    /// <param name="compilation">Where it is.</param>
    /// <param name="report">Takes the diagnostics; null where only the model is wanted.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The model; null for a type without the attribute.</returns>
    public static PolicyModel? Parse(
        INamedTypeSymbol type,
        Compilation compilation,
        Action<Diagnostic>? report,
        CancellationToken cancellationToken) =>
        GetAttribute(type) is { } attribute ? new PolicyParser(type, attribute, compilation, report, cancellationToken).Parse() : null;

    /// <summary>The attribute that makes a class a policy; null if it has none.</summary>
    public static AttributeData? GetAttribute(INamedTypeSymbol type) =>
        type.TypeKind == TypeKind.Class ? Attributes.Find(type, AttributeNames.Policy) : null;

    private PolicyModel Parse()
    {
        CheckPartial();
        bool isSupported = CheckKind();
        CheckNames();
        ParseHandlers();
        CheckSettings();
        return new PolicyModel
        {
            Type = TypeDeclarationParser.Parse(Type, withDiagnosticIds: !Reports),
            Name = GetName(Type, Attribute),
            FormerNames = new(Attributes.GetFormerNames(Attribute)),
            IsSupported = isSupported && _handlers.Count > 0,
            StartsAtEnd = GetSetting("StartsAt") is 1,
            KeepsOrder = GetSetting("KeepsOrder") is true,
            Parallelism = GetSetting("Parallelism") as int? ?? 1,
            Entities = new(_handlers.Select(static handler => handler.Event.EntityName).Distinct()),
            Handlers = new(_handlers.Select(static handler => handler.Model)),
        };
    }

    private bool CheckKind()
    {
        string? reason = Type switch
        {
            { IsRecord: true } => "it is a record; make it a class.",
            { IsStatic: true } => "it is static, and a runner is given an instance; remove 'static'.",
            { IsAbstract: true } => "it is abstract, and a runner is given an instance; remove 'abstract'.",
            { IsFileLocal: true } => "it is local to its file, where generated code can't reach it; remove 'file'.",
            _ when TypeChain.Of(Type).Any(static type => type.IsGenericType) =>
                "it, or a class around it, is generic; write a class for each type.",
            _ when EventSourcedType.GetAttribute(Type) is not null => "it is an entity; keep what it decides in a class of its own.",
            _ when ReadModelParser.GetAttribute(Type) is not null =>
                "it is a read model; keep what follows from events in a class of its own.",
            _ => null,
        };
        if (reason is not null)
        {
            ReportUnsupported(reason);
        }

        return reason is null;
    }

    private void CheckNames()
    {
        foreach (string name in GetNames(Type, Attribute).Where(static name => !GeneratedNames.IsEntityName(name)))
        {
            Report(
                DiagnosticDescriptors.PolicyNameCollision,
                GetLocation(Type),
                name,
                "no name for a policy; it must be text without blanks around it");
        }
    }
}
