using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace EsGen.CodeFixes;

/// <summary>
/// Fixes all of a document or a project, as somebody does who looks at what comes out, but not of a whole solution. That is what
/// <c>dotnet format</c> asks for, and what an entity records or stores must not change unasked.
/// </summary>
/// <param name="inner">Does the work.</param>
internal sealed class AttendedFixAll(FixAllProvider inner) : FixAllProvider
{
    public static IReadOnlyList<FixAllScope> Scopes { get; } = [FixAllScope.Document, FixAllScope.Project];

    /// <inheritdoc/>
    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => Scopes;

    /// <inheritdoc/>
    public override Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext) => inner.GetFixAsync(fixAllContext);
}
