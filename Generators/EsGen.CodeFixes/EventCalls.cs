using EsGen.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;
using Microsoft.CodeAnalysis.Operations;

namespace EsGen.CodeFixes;

/// <summary>Where an event is made: the calls of its method, the constructor of its entity, or that of the user's record.</summary>
internal static class EventCalls
{
    /// <param name="maker">The method or constructor.</param>
    /// <param name="solution">Where to look.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The arguments, and how many of them come before those of the event; null if there is code that one more field would
    /// break.</returns>
    public static async Task<List<(DocumentId Document, ArgumentListSyntax Arguments, int Offset)>?> FindAsync(
        IMethodSymbol maker,
        Solution solution,
        CancellationToken cancellationToken)
    {
        if (maker.ContainingType.IsRecord
            && await IsTakenApartAsync(maker.ContainingType, solution, cancellationToken).ConfigureAwait(false))
        {
            return null;
        }

        List<(DocumentId, ArgumentListSyntax, int)> calls = [];
        HashSet<SyntaxNode> known = [];
        foreach (IMethodSymbol called in GetCreates(maker).Prepend(maker))
        {
            foreach ((
                Document document,
                SyntaxNode name) in await FindReferencesAsync(called, solution, cancellationToken).ConfigureAwait(false))
            {
                // In an upcast the value would be made up anew on each replay: the compiler asks for it there (CS7036).
                if (GetCall(name) is not { } call
                    || !known.Add(call.Node)
                    || name.FirstAncestorOrSelf<MethodDeclarationSyntax>() is { Identifier.ValueText: "Upcast" })
                {
                    continue;
                }

                if (call.Arguments is null)
                {
                    return null;
                }

                calls.Add((
                    document.Id,
                    call.Arguments,
                    await GetOffsetAsync(document, called, call.Node, cancellationToken).ConfigureAwait(false)));
            }
        }

        return calls;
    }

    /// <summary>The generated <c>Create</c> and <c>CreateAsync</c> of a constructor, which have its parameters.</summary>
    private static IEnumerable<IMethodSymbol> GetCreates(IMethodSymbol maker) => maker.MethodKind != MethodKind.Constructor
        || maker.ContainingType.IsRecord
        ? []
        : maker.ContainingType.ContainingNamespace.GetTypeMembers()
            .Where(static type => type.IsStatic && EntityHooks.IsGenerated(type))
            .SelectMany(static type => type.GetMembers().OfType<IMethodSymbol>())
            .Where(method => method is
            {
                Name: "Create" or "CreateAsync",
                Parameters: [{ Type: INamedTypeSymbol { TypeArguments: [var entity] } }, ..]
            }
                && SymbolEqualityComparer.Default.Equals(entity, maker.ContainingType)
                && method.Parameters.Length - 1 - maker.Parameters.Length == (method.Name == "Create" ? 0 : 1)
                && maker.Parameters.Zip(
                    method.Parameters.Skip(1),
                    static (own, other) => SymbolEqualityComparer.Default.Equals(own.Type, other.Type)).All(static same => same));

    /// <summary>Whether the record is taken apart into its parameters anywhere, by an assignment or by a pattern.</summary>
    private static async Task<bool> IsTakenApartAsync(INamedTypeSymbol record, Solution solution, CancellationToken cancellationToken)
    {
        foreach (IMethodSymbol deconstruct in record.GetMembers("Deconstruct").OfType<IMethodSymbol>())
        {
            if ((await FindReferencesAsync(deconstruct, solution, cancellationToken).ConfigureAwait(false)).Count > 0)
            {
                return true;
            }
        }

        // A pattern is no reference to the method.
        foreach (Document document in solution.Projects.SelectMany(static project => project.Documents))
        {
            SyntaxNode? root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
            RecursivePatternSyntax[] patterns =
                [.. root?.DescendantNodes().OfType<RecursivePatternSyntax>()
                    .Where(static pattern => pattern.PositionalPatternClause is not null) ?? []];
            if (patterns.Length > 0
                && await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is { } model
                && patterns.Any(pattern =>
                    model.GetOperation(
                        pattern,
                        cancellationToken) is IRecursivePatternOperation { DeconstructSymbol.ContainingType: { } type }
                            && SymbolEqualityComparer.Default.Equals(type, record)))
            {
                return true;
            }
        }

        return false;
    }

    private static async Task<List<(Document Document, SyntaxNode Name)>> FindReferencesAsync(
        ISymbol symbol,
        Solution solution,
        CancellationToken cancellationToken)
    {
        List<(Document, SyntaxNode)> references = [];
        foreach (ReferencedSymbol referenced in await SymbolFinder.FindReferencesAsync(symbol, solution, cancellationToken)
            .ConfigureAwait(false))
        {
            foreach (ReferenceLocation location in referenced.Locations)
            {
                if (location.Document is not SourceGeneratedDocument
                    && await location.Document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is { } root)
                {
                    references.Add((location.Document, root.FindNode(location.Location.SourceSpan, getInnermostNodeForTie: true)));
                }
            }
        }

        return references;
    }

    /// <summary>The call that a name, or a keyword in its place, is part of.</summary>
    private static (SyntaxNode Node, ArgumentListSyntax? Arguments)? GetCall(SyntaxNode name)
    {
        switch (name)
        {
            case ImplicitObjectCreationExpressionSyntax creation:
                return (creation, creation.ArgumentList);
            case ConstructorInitializerSyntax initializer:
                return (initializer, initializer.ArgumentList);
        }

        if (name.FirstAncestorOrSelf<ObjectCreationExpressionSyntax>() is { } explicitCreation
            && explicitCreation.Type.Span.Contains(name.Span))
        {
            return (explicitCreation, explicitCreation.ArgumentList);
        }

        SyntaxNode callee = name.Parent switch
        {
            MemberAccessExpressionSyntax access when access.Name == name => access,
            MemberBindingExpressionSyntax binding => binding,
            _ => name,
        };
        return callee.Parent is InvocationExpressionSyntax call && call.Expression == callee ? (call, call.ArgumentList) : null;
    }

    /// <summary>One where an extension is called as the static method that it is, with the repository among the arguments.</summary>
    private static async Task<int> GetOffsetAsync(
        Document document,
        IMethodSymbol called,
        SyntaxNode call,
        CancellationToken cancellationToken) =>
        called.IsExtensionMethod
        && (await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false))?.GetSymbolInfo(
            call,
            cancellationToken).Symbol is IMethodSymbol { ReducedFrom: null }
            ? 1
            : 0;
}
