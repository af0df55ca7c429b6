using System.Collections.Immutable;
using EsGen.Generators;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EsGen.Analyzers.Tests;

/// <summary>Every analyzer of the assembly, as a user's build runs them: one that is new is tested with the others from the start.</summary>
internal static class AllAnalyzers
{
    private static readonly Type[] s_types =
    [
        .. typeof(EntityGenerator).Assembly.GetTypes()
            .Where(static type => type is { IsAbstract: false } && type.IsSubclassOf(typeof(DiagnosticAnalyzer)) && !type.IsSubclassOf(typeof(DiagnosticSuppressor)))
            .OrderBy(static type => type.Name, StringComparer.Ordinal),
    ];

    public static ImmutableArray<DiagnosticAnalyzer> Create() => [.. s_types.Select(static type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!)];
}
