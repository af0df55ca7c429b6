using EsGen.Generators;
using Microsoft.CodeAnalysis;
using Xunit;

namespace EsGen.Analyzers.Tests;

/// <summary>The ids of all rules.</summary>
public sealed class EveryRule : TheoryData<string>
{
    public EveryRule() => AddRange([.. Descriptors.Select(static descriptor => descriptor.Id)]);

    internal static IReadOnlyList<DiagnosticDescriptor> Descriptors { get; } = new EntityDeclarationAnalyzer().SupportedDiagnostics;
}
