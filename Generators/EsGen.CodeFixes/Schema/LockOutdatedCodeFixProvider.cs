using System.Collections.Immutable;
using EsGen.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace EsGen.CodeFixes.Schema;

/// <summary>Takes a change that can't hurt into <c>events.lock</c> (ESG031).</summary>
/// <remarks>One by one: <c>dotnet format</c> would take them all, and nobody would have looked at them.</remarks>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(LockOutdatedCodeFixProvider))]
public sealed class LockOutdatedCodeFixProvider : UpdateLockCodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DiagnosticDescriptors.LockOutdatedId];

    /// <inheritdoc/>
    public override FixAllProvider? GetFixAllProvider() => null;
}
