using System.Collections.Immutable;
using EsGen.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;
using Microsoft.CodeAnalysis.Simplification;

namespace EsGen.CodeFixes;

/// <summary>
/// Says that a class of another assembly holds nothing but what others see of it (ESG070): where it is declared, which EsGen proves, if its
/// project is at hand and knows EsGen; or in the project that stores it.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(VouchForPayloadCodeFixProvider))]
public sealed class VouchForPayloadCodeFixProvider : CodeFixProvider
{
    /// <summary>The key of the fix in the type's own project.</summary>
    private const string OnType = nameof(OnType);

    /// <summary>The key of the fix in the project of the entity.</summary>
    private const string OnAssembly = nameof(OnAssembly);

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DiagnosticDescriptors.UnseenStateId];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() =>
        new OneByOneFixAll((document, _, diagnostic, cancellationToken) => VouchAsync(document, diagnostic, cancellationToken));

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        Diagnostic diagnostic = context.Diagnostics[0];
        if (await FindTypeAsync(context.Document, diagnostic, context.CancellationToken).ConfigureAwait(false) is not { } type)
        {
            return;
        }

        Solution solution = context.Document.Project.Solution;
        if (await FindDeclarationAsync(solution, type, context.CancellationToken).ConfigureAwait(false) is var (document, declaration))
        {
            context.RegisterCodeFix(
                CodeAction.Create(
                    $"Mark '{type.Name}' with [EventPayload]",
                    cancellationToken => MarkAsync(document, declaration, cancellationToken),
                    OnType),
                diagnostic);
        }

        context.RegisterCodeFix(
            CodeAction.Create(
                $"Vouch for '{type.Name}' in this project",
                cancellationToken => VouchAsync(context.Document, diagnostic, cancellationToken),
                OnAssembly),
            diagnostic);
    }

    private static async Task<INamedTypeSymbol?> FindTypeAsync(
        Document document,
        Diagnostic diagnostic,
        CancellationToken cancellationToken) =>
        diagnostic.Properties.TryGetValue(Proposals.Type, out string? id)
        && id is not null
        && await document.Project.GetCompilationAsync(cancellationToken).ConfigureAwait(false) is { } compilation
            ? DocumentationCommentId.GetFirstSymbolForDeclarationId(id, compilation) as INamedTypeSymbol
            : null;

    /// <summary>Where a type is declared, if that can have the attribute.</summary>
    private static async Task<(Document Document, TypeDeclarationSyntax Declaration)?> FindDeclarationAsync(
        Solution solution,
        INamedTypeSymbol type,
        CancellationToken cancellationToken) =>
        await SymbolFinder.FindSourceDefinitionAsync(type, solution, cancellationToken)
            .ConfigureAwait(false) is { DeclaringSyntaxReferences: [{ } reference, ..] }
        && await reference.GetSyntaxAsync(cancellationToken).ConfigureAwait(false) is TypeDeclarationSyntax declaration
        && solution.GetDocument(declaration.SyntaxTree) is { } document
        && await document.Project.GetCompilationAsync(cancellationToken).ConfigureAwait(false) is { } compilation
        && !compilation.GetTypesByMetadataName(AttributeNames.EventPayload).IsEmpty
            ? (document, declaration)
            : null;

    private static async Task<Solution> MarkAsync(Document document, TypeDeclarationSyntax declaration, CancellationToken cancellationToken)
    {
        SyntaxNode root = (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false))!;
        AttributeListSyntax list = SyntaxFactory.AttributeList(SyntaxFactory.SingletonSeparatedList(MakeAttribute()))
            .WithLeadingTrivia(declaration.GetLeadingTrivia())
            .WithTrailingTrivia(NewMember.GetLineEnd(declaration));
        TypeDeclarationSyntax marked = declaration.WithLeadingTrivia(NewMember.GetIndentation(declaration));
        return document.WithSyntaxRoot(root.ReplaceNode(
            declaration,
            marked.WithAttributeLists(marked.AttributeLists.Insert(0, list)))).Project.Solution;
    }

    private static async Task<Solution> VouchAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (await FindTypeAsync(document, diagnostic, cancellationToken).ConfigureAwait(false) is not { } type
            || await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not CompilationUnitSyntax root)
        {
            return document.Project.Solution;
        }

        string name = Vouching.GetTypeOf(type).ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
        AttributeSyntax attribute = MakeAttribute().WithArgumentList(SyntaxFactory.ParseAttributeArgumentList($"(typeof({name}))"));
        SyntaxTrivia lineEnd = SyntaxFactory.EndOfLine(root.ToFullString().Contains("\r\n") ? "\r\n" : "\n");
        SyntaxTriviaList between = root.AttributeLists.Count == 0 && root.Members.Count > 0 && !StartsWithLine(root.Members[0])
            ? [lineEnd, lineEnd]
            : [lineEnd];
        AttributeListSyntax list = SyntaxFactory.AttributeList(SyntaxFactory.SingletonSeparatedList(attribute))
            .WithTarget(SyntaxFactory.AttributeTargetSpecifier(SyntaxFactory.Token(SyntaxKind.AssemblyKeyword))
                .WithTrailingTrivia(SyntaxFactory.Space))
            .WithTrailingTrivia(between)
            .WithAdditionalAnnotations(Simplifier.Annotation);
        if (root.AttributeLists.Count == 0 && root.Usings.Count > 0)
        {
            list = list.WithLeadingTrivia(lineEnd);
        }

        return document.WithSyntaxRoot(root.AddAttributeLists(list)).Project.Solution;
    }

    private static bool StartsWithLine(SyntaxNode node) => node.GetLeadingTrivia() is [{ RawKind: (int)SyntaxKind.EndOfLineTrivia }, ..];

    private static AttributeSyntax MakeAttribute() =>
        SyntaxFactory.Attribute(SyntaxFactory.ParseName("global::EsGen.EventPayload")).WithAdditionalAnnotations(Simplifier.Annotation);
}
