using EsGen.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace EsGen.CodeFixes.Schema;

/// <summary>A policy or read model as the code declares it, for fixes that compare it with the lock.</summary>
/// <param name="Type">The class.</param>
/// <param name="Handler">The same in the lock's terms.</param>
/// <param name="All">All of the project.</param>
internal sealed record DeclaredHandler(INamedTypeSymbol Type, LockedHandler Handler, CompilationHandlers All)
{
    /// <summary>The one whose class has its name at a place.</summary>
    public static async Task<DeclaredHandler?> FindAsync(Document document, TextSpan span, CancellationToken cancellationToken)
    {
        SyntaxNode root = (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false))!;
        return await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is { } model
            && root.FindNode(span).FirstAncestorOrSelf<ClassDeclarationSyntax>() is { } declaration
            && model.GetDeclaredSymbol(declaration, cancellationToken) is INamedTypeSymbol type
            && CompilationHandlers.Of(model.Compilation) is var all
            && all.All.TryGetValue(type, out LockedHandler? handler)
            ? new DeclaredHandler(type, handler, all)
            : null;
    }
}
