using Xunit;

namespace EsGen.Generators.Tests;

/// <summary>The generated code as a whole. Few, and to be read: people step through this code in the debugger.</summary>
public sealed class EntitySnapshotTests
{
    [Fact]
    public void Entity() => Snapshot.Match(Harness.RunClean(Samples.Example).Files);

    [Fact]
    public void Aggregate() => Snapshot.Match(Harness.RunClean(Samples.Account).Files);

    [Fact]
    public void Old_versions() => Snapshot.Match(Harness.RunClean(new CompilerSettings { Lock = OldVersions.Lock }, OldVersions.Account).Files.Where(static file => file.HintName.EndsWith("History.g.cs", StringComparison.Ordinal)));

    [Fact]
    public void Collections_versions_and_own_records() => Snapshot.Match(Harness.RunClean(Samples.Order).Files);
}
