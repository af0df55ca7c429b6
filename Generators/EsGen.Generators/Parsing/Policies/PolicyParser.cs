using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.Generators.Parsing.Policies;

/// <summary>
/// Reads a policy's symbols into a model. The generator keeps it; the analyzer runs the same parser for what it reports, so that the two
/// can't disagree.
/// </summary>
internal sealed partial class PolicyParser
{
    private readonly INamedTypeSymbol _type;
    private readonly AttributeData _attribute;
    private readonly Compilation _compilation;
    private readonly Action<Diagnostic>? _report;
    private readonly CancellationToken _cancellationToken;

    private PolicyParser(
        INamedTypeSymbol type, AttributeData attribute, Compilation compilation, Action<Diagnostic>? report, CancellationToken cancellationToken)
    {
        _type = type;
        _attribute = attribute;
        _compilation = compilation;
        _report = report;
        _cancellationToken = cancellationToken;
    }

    /// <param name="type">The class with the attribute.</param>
    /// <param name="compilation">Where it is.</param>
    /// <param name="report">Takes the diagnostics; null where only the model is wanted.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The model; null for a type without the attribute.</returns>
    public static PolicyModel? Parse(INamedTypeSymbol type, Compilation compilation, Action<Diagnostic>? report, CancellationToken cancellationToken) =>
        GetAttribute(type) is { } attribute ? new PolicyParser(type, attribute, compilation, report, cancellationToken).Parse() : null;

    /// <summary>The attribute that makes a class a policy; null if it has none.</summary>
    public static AttributeData? GetAttribute(INamedTypeSymbol type) =>
        type.TypeKind == TypeKind.Class ? Attributes.Find(type, AttributeNames.Policy) : null;

    /// <summary>The name under which a policy's position is stored, and those that it had before.</summary>
    public static IEnumerable<string> GetNames(INamedTypeSymbol type, AttributeData attribute) => Attributes.GetFormerNames(attribute).Prepend(GetName(type, attribute));

    private static string GetName(INamedTypeSymbol type, AttributeData attribute) =>
        attribute.ConstructorArguments is [{ Value: string name }] ? name : type.Name;

    private PolicyModel Parse()
    {
        CheckPartial();
        bool isSupported = CheckKind();
        CheckNames();
        ParseHandlers();
        CheckSettings();
        return new PolicyModel
        {
            Type = TypeDeclarationParser.Parse(_type, withDiagnosticIds: _report is null),
            Name = GetName(_type, _attribute),
            FormerNames = new(Attributes.GetFormerNames(_attribute)),
            IsSupported = isSupported && _handlers.Count > 0,
            StartsAtEnd = GetSetting("StartsAt") is 1,
            KeepsOrder = GetSetting("KeepsOrder") is true,
            Parallelism = GetSetting("Parallelism") as int? ?? 1,
            Entities = new(_handlers.Select(static handler => handler.Event.EntityName).Distinct()),
            Handlers = new(_handlers.Select(static handler => handler.Model)),
        };
    }

    private object? GetSetting(string name) => _attribute.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value.Value;

    private void CheckPartial()
    {
        foreach (INamedTypeSymbol type in TypeChain.Of(_type))
        {
            foreach (TypeDeclarationSyntax declaration in UserCode.GetDeclarations(type, _cancellationToken).OfType<TypeDeclarationSyntax>())
            {
                if (!declaration.Modifiers.Any(SyntaxKind.PartialKeyword))
                {
                    Report(DiagnosticDescriptors.ReadModelMustBePartial, declaration.Identifier.GetLocation(), type.Name, "policy", _type.Name);
                }
            }
        }
    }

    private bool CheckKind()
    {
        string? reason = _type switch
        {
            { IsRecord: true } => "it is a record; make it a class.",
            { IsStatic: true } => "it is static, and a runner is given an instance; remove 'static'.",
            { IsAbstract: true } => "it is abstract, and a runner is given an instance; remove 'abstract'.",
            { IsFileLocal: true } => "it is local to its file, where generated code can't reach it; remove 'file'.",
            _ when TypeChain.Of(_type).Any(static type => type.IsGenericType) => "it, or a class around it, is generic; write a class for each type.",
            _ when EventSourcedType.GetAttribute(_type) is not null => "it is an entity; keep what it decides in a class of its own.",
            _ when ReadModelParser.GetAttribute(_type) is not null => "it is a read model; keep what follows from events in a class of its own.",
            _ => null,
        };
        if (reason is not null)
        {
            Report(DiagnosticDescriptors.UnsupportedReadModel, GetLocation(_type), _type.Name, "policy", reason);
        }

        return reason is null;
    }

    private void CheckNames()
    {
        foreach (string name in GetNames(_type, _attribute).Where(static name => !GeneratedNames.IsEntityName(name)))
        {
            Report(DiagnosticDescriptors.PolicyNameCollision, GetLocation(_type), name, "no name for a policy; it must be text without blanks around it");
        }
    }

    private void Report(DiagnosticDescriptor descriptor, Location? at, params object[] arguments) =>
        _report?.Invoke(Diagnostic.Create(descriptor, at ?? _type.Locations.FirstOrDefault(), arguments));

    private static Location? GetLocation(ISymbol symbol) =>
        symbol.Locations.FirstOrDefault(static location => location.SourceTree is { } tree && !UserCode.IsGenerated(tree));
}
