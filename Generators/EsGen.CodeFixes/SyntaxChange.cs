using Microsoft.CodeAnalysis;

namespace EsGen.CodeFixes;

/// <summary>A change of one file.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="Make">Makes the changed file.</param>
/// <param name="Variant">What tells it from other changes by the same provider, so that they are not made together; empty if there are
/// none.</param>
internal sealed record SyntaxChange(string Title, Func<SyntaxNode> Make, string Variant = "");
