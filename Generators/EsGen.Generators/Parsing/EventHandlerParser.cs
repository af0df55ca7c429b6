using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.Generators.Parsing;

/// <summary>
/// What the parsers of read models and policies have in common: both are classes whose <c>On</c> methods take events. The generator keeps
/// the model that a parser makes; the analyzer runs the same parser for what it reports, so that the two can't disagree.
/// </summary>
internal abstract class EventHandlerParser
{
    private readonly string _kind;
    private readonly Action<Diagnostic>? _report;
    private readonly HashSet<string> _handled = new(StringComparer.Ordinal);

    /// <param name="kind">What the class is called in diagnostics.</param>
    /// <param name="type">The class with the attribute.</param>
    /// <param name="attribute">The attribute.</param>
    /// <param name="compilation">Where it is.</param>
    /// <param name="report">Takes the diagnostics; null where only the model is wanted.</param>
    /// <param name="cancellationToken">Cancels.</param>
    protected EventHandlerParser(
        string kind,
        INamedTypeSymbol type,
        AttributeData attribute,
        Compilation compilation,
        Action<Diagnostic>? report,
        CancellationToken cancellationToken)
    {
        _kind = kind;
        Type = type;
        Attribute = attribute;
        Compilation = compilation;
        _report = report;
        CancellationToken = cancellationToken;
    }

    protected INamedTypeSymbol Type { get; }

    protected AttributeData Attribute { get; }

    protected Compilation Compilation { get; }

    protected CancellationToken CancellationToken { get; }

    /// <summary>Whether it is the analyzer that asks.</summary>
    protected bool Reports => _report is not null;

    /// <summary>Whether a method takes something that is no event.</summary>
    protected bool HasUnknownEvent { get; private set; }

    /// <summary>The name that what the class stores has in the store.</summary>
    public static string GetName(INamedTypeSymbol type, AttributeData attribute) => Attributes.GetName(attribute) ?? type.Name;

    /// <summary>The name that what the class stores has in the store, and those that it had before.</summary>
    public static IEnumerable<string> GetNames(INamedTypeSymbol type, AttributeData attribute) =>
        Attributes.GetFormerNames(attribute).Prepend(GetName(type, attribute));

    protected object? GetSetting(string name) => Attributes.GetSetting(Attribute, name);

    protected void CheckPartial()
    {
        foreach (INamedTypeSymbol type in TypeChain.Of(Type))
        {
            foreach (TypeDeclarationSyntax declaration in UserCode.GetDeclarations(type, CancellationToken).OfType<TypeDeclarationSyntax>())
            {
                if (!declaration.Modifiers.Any(SyntaxKind.PartialKeyword))
                {
                    Report(DiagnosticDescriptors.ReadModelMustBePartial, declaration.Identifier.GetLocation(), type.Name, _kind, Type.Name);
                }
            }
        }
    }

    /// <summary>Reports why nothing can be generated for the class.</summary>
    protected void ReportUnsupported(string reason) =>
        Report(DiagnosticDescriptors.UnsupportedReadModel, GetLocation(Type), Type.Name, _kind, reason);

    /// <summary>The user's methods with a name.</summary>
    protected IEnumerable<IMethodSymbol> GetMethods(string name) => Type.GetMembers(name)
        .OfType<IMethodSymbol>()
        .Where(method => method.MethodKind == MethodKind.Ordinary && method.PartialDefinitionPart is null && IsWritten(method));

    /// <summary>The event that a method takes first; null if that is none, which is reported.</summary>
    protected EventReference? FindEvent(IMethodSymbol method)
    {
        IParameterSymbol parameter = method.Parameters[0];
        EventReference? e = EventReference.Of(parameter, Compilation, CancellationToken);
        if (e is null)
        {
            HasUnknownEvent = true;
            Report(DiagnosticDescriptors.NotAnEvent, GetLocation(parameter), method.Name, Describe(parameter.Type));
        }

        return e;
    }

    /// <summary>Whether an <c>On</c> is the first one of its event; if not, that is reported.</summary>
    protected bool IsFirst(IMethodSymbol handler, EventReference e)
    {
        if (_handled.Add(e.RecordName))
        {
            return true;
        }

        Report(DiagnosticDescriptors.DuplicateHandler, GetLocation(handler), handler.Name, e.Name);
        return false;
    }

    protected bool IsWritten(ISymbol symbol) => GetDeclarations(symbol).Any();

    protected IEnumerable<SyntaxNode> GetDeclarations(ISymbol symbol) =>
        symbol.IsImplicitlyDeclared ? [] : UserCode.GetDeclarations(symbol, CancellationToken);

    protected Location? GetLocation(AttributeData attribute) =>
        attribute.ApplicationSyntaxReference?.GetSyntax(CancellationToken).GetLocation();

    protected void Report(DiagnosticDescriptor descriptor, Location? at, params object[] arguments) =>
        Report(descriptor, at, Proposals.None, arguments);

    protected void Report(
        DiagnosticDescriptor descriptor,
        Location? at,
        ImmutableDictionary<string, string?> proposals,
        params object[] arguments) =>
        _report?.Invoke(Diagnostic.Create(descriptor, at ?? Type.Locations.FirstOrDefault(), proposals, arguments));

    protected static Location? GetLocation(ISymbol symbol) => UserCode.FindLocation(symbol);

    protected static string Describe(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);
}
