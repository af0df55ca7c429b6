using System.Collections.Immutable;
using EsGen.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace EsGen.CodeFixes.Schema;

/// <summary>Writes the upcast or the <c>When</c> that the lock demands (ESG040).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(WriteUpcastCodeFixProvider))]
public sealed class WriteUpcastCodeFixProvider : HistoryCodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DiagnosticDescriptors.MissingUpcastId];

    private protected override void Register(CodeFixContext context, Diagnostic diagnostic, DeclaredEntity entity, EventLock content)
    {
        string name = Get(diagnostic, Proposals.EventName);
        string declaration = Get(diagnostic, Proposals.Declaration);
        if (declaration.Length == 0)
        {
            return;
        }

        Offer(context, $"Write '{declaration}'", declaration, entity, content, edit => edit.WriteMissingAsync(name, declaration));
    }
}
