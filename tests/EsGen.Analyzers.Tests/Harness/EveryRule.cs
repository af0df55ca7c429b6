using Xunit;

namespace EsGen.Analyzers.Tests;

/// <summary>The ids of all rules.</summary>
public sealed class EveryRule : TheoryData<string>
{
    public EveryRule() => AddRange([.. UserBuild.Rules.Select(static rule => rule.Id)]);
}
