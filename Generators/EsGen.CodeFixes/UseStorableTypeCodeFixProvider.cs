using System.Collections.Immutable;
using EsGen.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Simplification;

namespace EsGen.CodeFixes;

/// <summary>
/// Gives a field of an event the collection type that can be stored in place of one that can't (ESG014): in the event, its <c>When…</c> and
/// <c>Guard…</c>, and the property that the event assigns.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UseStorableTypeCodeFixProvider))]
public sealed class UseStorableTypeCodeFixProvider : OneByOneCodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DiagnosticDescriptors.UnsupportedFieldTypeId];

    private protected override async Task<string?> GetTitleAsync(
        Document document,
        SyntaxNode node,
        Diagnostic diagnostic,
        CancellationToken cancellationToken) =>
        await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is { } model
            && GetType(node) is { } type
            && Substitute(type, model, cancellationToken) is { } changed
                ? $"Use {changed.ToString().Replace($"global::{CollectionSubstitute.Namespace}.", "")}"
                : null;

    private protected override async Task<Solution> FixAsync(
        Document document,
        SyntaxNode node,
        Diagnostic diagnostic,
        CancellationToken cancellationToken)
    {
        Solution solution = document.Project.Solution;
        if (await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model
            || model.GetDeclaredSymbol(node, cancellationToken) is not { } field)
        {
            return solution;
        }

        SolutionEditor editor = new(solution);
        foreach (TypeSyntax type in FindSame(field, cancellationToken).Prepend(GetType(node)).OfType<TypeSyntax>().Distinct())
        {
            if (solution.GetDocument(type.SyntaxTree) is { } there
                && await there.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is { } itsModel
                && Substitute(type, itsModel, cancellationToken) is { } changed)
            {
                (await editor.GetDocumentEditorAsync(there.Id, cancellationToken).ConfigureAwait(false)).ReplaceNode(type, changed);
            }
        }

        return editor.GetChangedSolution();
    }

    private static TypeSyntax? GetType(SyntaxNode node) => node switch
    {
        ParameterSyntax parameter => parameter.Type,
        PropertyDeclarationSyntax property => property.Type,
        _ => null,
    };

    /// <summary>The type with substitutes for what can't be stored in it; null if there is none.</summary>
    private static TypeSyntax? Substitute(TypeSyntax type, SemanticModel model, CancellationToken cancellationToken)
    {
        Dictionary<NameSyntax, string> names = [];
        foreach (GenericNameSyntax generic in type.DescendantNodesAndSelf().OfType<GenericNameSyntax>())
        {
            NameSyntax? whole = generic == type ? generic : generic.Parent switch
            {
                QualifiedNameSyntax qualified => qualified.Right == generic ? qualified : null,
                AliasQualifiedNameSyntax aliased => aliased,
                _ => generic,
            };
            if (whole is not null
                && model.GetSymbolInfo(generic, cancellationToken).Symbol is INamedTypeSymbol named
                && CollectionSubstitute.Find(named) is { } name)
            {
                names.Add(whole, name);
            }
        }

        return names.Count == 0 ? null : type.ReplaceNodes(names.Keys, (old, changed) => SyntaxFactory
            .ParseTypeName($"global::{CollectionSubstitute.Namespace}.{names[old]}{GetArguments(changed)}")
            .WithTriviaFrom(old)
            .WithAdditionalAnnotations(Simplifier.Annotation));
    }

    private static TypeArgumentListSyntax GetArguments(SyntaxNode name) => name switch
    {
        QualifiedNameSyntax qualified => GetArguments(qualified.Right),
        AliasQualifiedNameSyntax aliased => GetArguments(aliased.Name),
        _ => ((GenericNameSyntax)name).TypeArgumentList,
    };

    /// <summary>Where else the field's type stands: in the hooks of the event, and at the property that the event assigns.</summary>
    private static IEnumerable<TypeSyntax?> FindSame(ISymbol field, CancellationToken cancellationToken)
    {
        ISymbol member = field is IParameterSymbol ? field.ContainingSymbol : field;
        if (member.ContainingType is not { } entity || EventMember.GetEventName(member) is not { } eventName)
        {
            return [];
        }

        ITypeSymbol type = field is IParameterSymbol parameter ? parameter.Type : ((IPropertySymbol)field).Type;
        int index = EventFields.Of(member).TakeWhile(other => other.Name != field.Name).Count();
        IEnumerable<ISymbol> hooks = entity.GetMembers("When" + eventName).Concat(entity.GetMembers("Guard" + eventName))
            .OfType<IMethodSymbol>()
            .Select(hook => hook.Parameters.ElementAtOrDefault(index))
            .OfType<IParameterSymbol>()
            .Where(parameter => SymbolEqualityComparer.Default.Equals(parameter.Type, type));
        IEnumerable<ISymbol> assigned = field is not IParameterSymbol
            ? []
            : entity.GetMembers(CSharpName.ToPascalCase(field.Name))
                .OfType<IPropertySymbol>()
                .Where(property => SymbolEqualityComparer.Default.Equals(property.Type, type));
        return hooks.SelectMany(parameter =>
            UserCode.GetDeclarations(parameter.ContainingSymbol, cancellationToken)
                .OfType<MethodDeclarationSyntax>()
                .Select(hook => (SyntaxNode?)hook.ParameterList.Parameters.ElementAtOrDefault(index)))
            .Concat(assigned.SelectMany(property => UserCode.GetDeclarations(property, cancellationToken)))
            .OfType<SyntaxNode>()
            .Select(GetType);
    }
}
