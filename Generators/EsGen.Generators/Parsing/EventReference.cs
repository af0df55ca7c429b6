using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.Generators.Parsing;

/// <summary>
/// The event that a parameter's type names. The generator doesn't see the records that it writes itself, so that the name is all there is:
/// an unknown type in an entity.
/// </summary>
/// <param name="Entity">The event's entity.</param>
/// <param name="Name">The record's name.</param>
internal sealed record EventReference(INamedTypeSymbol Entity, string Name)
{
    private const string Base = "Event";

    public string EntityName => SourceName.Of(Entity);

    public string RecordName => $"{EntityName}.{CSharpName.Escape(Name)}";

    /// <returns>The event; null if the type is none.</returns>
    public static EventReference? Of(IParameterSymbol parameter, Compilation compilation, CancellationToken cancellationToken)
    {
        if (parameter.Type is not INamedTypeSymbol { TypeArguments.IsEmpty: true } type || type.Name is Base or "")
        {
            return null;
        }

        if (type.ContainingType is { } container)
        {
            return IsEntity(container) && IsRecordOf(type, container) ? new EventReference(container, type.Name) : null;
        }

        return type.TypeKind == TypeKind.Error
            && parameter.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken) is ParameterSyntax { Type: { } syntax }
                ? Find(syntax, compilation, cancellationToken)
                : null;
    }

    private static bool IsEntity(INamedTypeSymbol type) => EventSourcedType.GetAttribute(type) is not null;

    /// <summary>Whether a type in an entity is one of its events, as far as it is known.</summary>
    private static bool IsRecordOf(INamedTypeSymbol type, INamedTypeSymbol entity) => type.TypeKind == TypeKind.Error
        || EventMember.IsAnnotated(type)
        || (type.BaseType is { Name: Base, ContainingType: { } container } && SymbolEqualityComparer.Default.Equals(container, entity));

    private static EventReference? Find(TypeSyntax syntax, Compilation compilation, CancellationToken cancellationToken)
    {
        SemanticModel model = compilation.GetSemanticModel(syntax.SyntaxTree);
        syntax = syntax is NullableTypeSyntax nullable ? nullable.ElementType : syntax;
        if (syntax is QualifiedNameSyntax { Right: IdentifierNameSyntax right, Left: var left })
        {
            return model.GetSymbolInfo(left, cancellationToken).Symbol is INamedTypeSymbol entity && IsEntity(entity)
                ? new EventReference(entity, right.Identifier.ValueText)
                : null;
        }

        if (syntax is not IdentifierNameSyntax { Identifier.ValueText: var name })
        {
            return null;
        }

        // What is around the model comes first, then what the file has by 'using static'.
        for (ISymbol? around = model.GetEnclosingSymbol(
            syntax.SpanStart,
            cancellationToken); around is not null; around = around.ContainingSymbol)
        {
            if (around is INamedTypeSymbol type && IsEntity(type) && HasEvent(type, name))
            {
                return new EventReference(type, name);
            }
        }

        INamedTypeSymbol[] opened =
            [.. GetOpened(syntax, compilation, cancellationToken).Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default)];
        INamedTypeSymbol[] having = [.. opened.Where(type => HasEvent(type, name))];
        return having is [var only]
            ? new EventReference(only, name)
            : having.Length == 0 && opened is [var candidate]
            ? new EventReference(candidate, name)
            : null;
    }

    /// <summary>Whether an entity declares an event. One that only its lock knows isn't seen here.</summary>
    private static bool HasEvent(INamedTypeSymbol entity, string name) =>
        EventMember.GetAll(entity).Any(annotated => EventMember.GetEventName(annotated.Member) == name)
        || entity.GetTypeMembers(name).Length > 0;

    /// <summary>The entities that are opened by <c>using static</c> where a name stands.</summary>
    private static IEnumerable<INamedTypeSymbol> GetOpened(SyntaxNode at, Compilation compilation, CancellationToken cancellationToken)
    {
        IEnumerable<UsingDirectiveSyntax> own = at.Ancestors().SelectMany(static node => node switch
        {
            CompilationUnitSyntax unit => unit.Usings,
            BaseNamespaceDeclarationSyntax space => space.Usings,
            _ => default,
        });
        IEnumerable<UsingDirectiveSyntax> global = compilation.SyntaxTrees
            .Select(tree => tree.GetRoot(cancellationToken))
            .OfType<CompilationUnitSyntax>()
            .SelectMany(static unit => unit.Usings)
            .Where(static directive => directive.GlobalKeyword.IsKind(SyntaxKind.GlobalKeyword));
        foreach (UsingDirectiveSyntax directive in own.Concat(global)
            .Where(static directive => directive.StaticKeyword.IsKind(SyntaxKind.StaticKeyword)))
        {
            if (compilation.GetSemanticModel(directive.SyntaxTree)
                .GetSymbolInfo(directive.NamespaceOrType, cancellationToken).Symbol is INamedTypeSymbol type
                && IsEntity(type))
            {
                yield return type;
            }
        }
    }
}
