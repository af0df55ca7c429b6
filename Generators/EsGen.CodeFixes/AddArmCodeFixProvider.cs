using System.Collections.Immutable;
using EsGen.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.CodeFixes;

/// <summary>
/// Adds the <c>When…</c> that an event lacks (ESG027). It throws until its body is written: nothing is stored by then, because an event is
/// applied before it is stored, whereas an empty body would let events through that change nothing.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddArmCodeFixProvider))]
public sealed class AddArmCodeFixProvider : OneByOneCodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DiagnosticDescriptors.MissingArmId];

    private protected override Task<string?> GetTitleAsync(
        Document document,
        SyntaxNode node,
        Diagnostic diagnostic,
        CancellationToken cancellationToken) =>
        Task.FromResult(diagnostic.Properties.TryGetValue(Proposals.HookName, out string? value) ? $"Add '{value}'" : null);

    private protected override async Task<Solution> FixAsync(
        Document document,
        SyntaxNode node,
        Diagnostic diagnostic,
        CancellationToken cancellationToken)
    {
        SyntaxNode root = (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false))!;
        if (!diagnostic.Properties.TryGetValue(Proposals.HookName, out string? name)
            || node.FirstAncestorOrSelf<MemberDeclarationSyntax>() is not { Parent: TypeDeclarationSyntax type } member)
        {
            return document.Project.Solution;
        }

        // A Fix All may hand us what the generator reports, too.
        string parameters = GetParameters(member);
        if (type.Members.OfType<MethodDeclarationSyntax>()
            .Any(method => method.Identifier.ValueText == name && method.ParameterList.Parameters.ToString() == parameters))
        {
            return document.Project.Solution;
        }

        string arm = $"private partial void {name}({parameters}) => throw new global::System.NotImplementedException();";
        MemberDeclarationSyntax neighbour = FindGuard(type, name!, member) ?? member;
        return document.Project.Solution.WithDocumentSyntaxRoot(document.Id, NewMember.InsertAfter(root, neighbour, arm));
    }

    /// <summary>The event's fields as parameters, their types as the user wrote them.</summary>
    private static string GetParameters(MemberDeclarationSyntax member) => member switch
    {
        PropertyDeclarationSyntax property =>
            $"{property.Type.WithoutTrivia()} {CSharpName.Escape(Identifier.ToCamelCase(property.Identifier.ValueText))}",
        BaseMethodDeclarationSyntax method => string.Join(", ", method.ParameterList.Parameters
            .Where(parameter => member is not ConstructorDeclarationSyntax || !EventMethod.IsId(parameter))
            .Select(static parameter => $"{parameter.Type?.WithoutTrivia()} {parameter.Identifier.Text}")),
        RecordDeclarationSyntax record => $"{record.Identifier.Text} e",
        _ => "",
    };

    private static MethodDeclarationSyntax? FindGuard(TypeDeclarationSyntax type, string arm, MemberDeclarationSyntax member)
    {
        string name = "Guard" + arm.Substring("When".Length);
        return type.Members.OfType<MethodDeclarationSyntax>().FirstOrDefault(method =>
            method.Identifier.ValueText == name
            && (member is not RecordDeclarationSyntax record
                || (method.ParameterList.Parameters is [{ Type: { } first }, ..] && first.ToString() == record.Identifier.Text)));
    }
}
