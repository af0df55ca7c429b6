using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EsGen.Analyzers.Tests;

/// <summary>What the project file's properties say to analyzers.</summary>
/// <param name="requireLock">The value of <c>EsGenRequireEventLock</c>; null where the package's props are not there to pass it on.</param>
internal sealed class ProjectOptions(string? requireLock) : AnalyzerConfigOptionsProvider
{
    public override AnalyzerConfigOptions GlobalOptions { get; } = new Options(requireLock);

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => new Options(null);

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => new Options(null);

    private sealed class Options(string? requireLock) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value)
        {
            value = key == "build_property.EsGenRequireEventLock" ? requireLock : null;
            return value is not null;
        }
    }
}
