using EsGen.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace EsGen.CodeFixes.Schema;

/// <summary>An entity as the code declares it, for fixes that compare it with the lock.</summary>
/// <param name="Type">The class.</param>
/// <param name="Model">What the parser makes of it.</param>
/// <param name="Schema">The same in the lock's terms.</param>
internal sealed record DeclaredEntity(INamedTypeSymbol Type, EntityModel Model, LockedEntity Schema)
{
    public IEnumerable<string> Names => Schema.Names;

    /// <summary>The entity that a place belongs to.</summary>
    public static async Task<DeclaredEntity?> FindAsync(Document document, TextSpan span, CancellationToken cancellationToken)
    {
        SyntaxNode root = (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false))!;
        SemanticModel? model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        foreach (TypeDeclarationSyntax declaration in root.FindNode(span).AncestorsAndSelf().OfType<TypeDeclarationSyntax>())
        {
            if (model?.GetDeclaredSymbol(declaration, cancellationToken) is INamedTypeSymbol type
                && EventSourcedType.GetAttribute(type) is not null)
            {
                return Of(type, cancellationToken);
            }
        }

        return null;
    }

    public static DeclaredEntity Of(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        EntityModel model = EntityParser.Parse(type, report: null, cancellationToken);
        return new DeclaredEntity(type, model, CodeSchema.Of(model));
    }
}
