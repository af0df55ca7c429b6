using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EsGen.Generators.Analyzers.Schema;

/// <summary>Whether a project has to have a lock, as its settings say.</summary>
/// <param name="IsWanted">Whether it is asked for one.</param>
/// <param name="IsRequired">Whether it doesn't build without one, or with one that hasn't everything.</param>
internal readonly record struct LockRequirement(bool IsWanted, bool IsRequired)
{
    private const string Option = "build_property.EsGenRequireEventLock";

    public static LockRequirement Of(AnalyzerOptions options)
    {
        // Without our props a project can't have a lock, and isn't asked for one.
        bool hasProps = options.AnalyzerConfigOptionsProvider.GlobalOptions.TryGetValue(Option, out string? text);

        // Not by string.Equals without case, which the just-in-time compiler of .NET 10 gets wrong here once the method is hot
        // (findings/jit-comparison-without-case.sh): "true" became no requirement.
        bool? isSaid = bool.TryParse(text, out bool value) ? value : null;
        return new LockRequirement(hasProps && isSaid != false, isSaid == true);
    }

    /// <summary>A report that a build that requires the lock doesn't let pass: the lock must be there, and have everything.</summary>
    public Diagnostic Report(
        DiagnosticDescriptor rule,
        Location at,
        ImmutableDictionary<string, string?>? properties,
        params object[] arguments) =>
        Diagnostic.Create(
            rule,
            at,
            IsRequired ? DiagnosticSeverity.Error : rule.DefaultSeverity,
            additionalLocations: null,
            properties,
            arguments);
}
