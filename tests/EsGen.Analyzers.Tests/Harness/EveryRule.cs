using Microsoft.CodeAnalysis;
using Xunit;

namespace EsGen.Analyzers.Tests;

/// <summary>The ids of all rules.</summary>
public sealed class EveryRule : TheoryData<string>
{
    public EveryRule() => AddRange([.. Descriptors.Select(static rule => rule.Id)]);

    internal static IReadOnlyList<DiagnosticDescriptor> Descriptors { get; } =
    [
        .. AllAnalyzers.Create()
            .SelectMany(static analyzer => analyzer.SupportedDiagnostics)
            .DistinctBy(static rule => rule.Id)
            .OrderBy(static rule => rule.Id, StringComparer.Ordinal),
    ];
}
