using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace EsGen.Generators.Parsing;

/// <summary>An entity that is local to its file, as the generator keeps it.</summary>
/// <param name="Path">The file.</param>
/// <param name="Identifier">Where its name is.</param>
/// <param name="Name">Its name.</param>
internal sealed record FileLocalEntity(string Path, TextSpan Identifier, string Name)
{
    /// <summary>The reason against it, here and where the analyzer reports it.</summary>
    public const string Reason = "it is local to its file, where generated code can't reach it; remove 'file'.";

    public static bool IsIn(SyntaxNode node) =>
        node is TypeDeclarationSyntax
            && node.AncestorsAndSelf().OfType<BaseTypeDeclarationSyntax>().Any(static type => type.Modifiers.Any(SyntaxKind.FileKeyword));

    /// <returns>The entity; null if the compiler doesn't miss another half of any of its members, so that the analyzer is heard.</returns>
    public static FileLocalEntity? Of(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        if (!EventMember.GetAll(type).Any(annotated => UserCode.GetDeclarations(annotated.Member, cancellationToken).Any(IsPartial)))
        {
            return null;
        }

        SyntaxToken identifier = UserCode.GetDeclarations(type, cancellationToken).OfType<TypeDeclarationSyntax>().First().Identifier;
        return new FileLocalEntity(identifier.SyntaxTree!.FilePath, identifier.Span, identifier.ValueText);

        static bool IsPartial(SyntaxNode declaration) =>
            declaration is MemberDeclarationSyntax member and not TypeDeclarationSyntax && member.Modifiers.Any(SyntaxKind.PartialKeyword);
    }

    /// <summary>Reports it as the analyzer does, so that what both say is printed once.</summary>
    public void Report(Compilation compilation, Action<Diagnostic> report)
    {
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            if (tree.FilePath == Path && Identifier.End <= tree.Length)
            {
                report(Diagnostic.Create(DiagnosticDescriptors.UnsupportedEntity, Location.Create(tree, Identifier), Name, Reason));
                return;
            }
        }
    }
}
