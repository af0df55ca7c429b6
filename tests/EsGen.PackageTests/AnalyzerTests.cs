using Xunit;

namespace EsGen.PackageTests;

public class AnalyzerTests(SharedPackages shared) : IClassFixture<SharedPackages>
{
    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <Nullable>enable</Nullable>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="EsGen.LiteDB" Version="$(EsGenVersion)" />
          </ItemGroup>
        </Project>
        """;

    [Fact]
    public async Task A_mistake_is_explained_in_the_terminal()
    {
        ConsumerProject mistaken = shared.Packages.Consumers.Write("Mistaken/Notes", Project, "Nameless.cs");

        CommandResult build = await mistaken.BuildAsync();

        Assert.NotEqual(0, build.ExitCode);
        Assert.Matches(@"Nameless\.cs\(\d+,\d+\): error ESG008: .*\[Event\(""Renamed""\)\]", build.Output);
        Assert.Equal(["ESG008"], mistaken.Diagnostics.Where(diagnostic => diagnostic.Level == "error").Select(diagnostic => diagnostic.Id));
    }

    /// <summary>
    /// In a terminal the compiler stops at a class with a partial and another half, before any analyzer; only an editor shows ESG001 as well.
    /// What counts is that the class is named, once, and nothing that follows from it.
    /// </summary>
    [Fact]
    public async Task A_class_that_is_not_partial_is_the_only_thing_the_terminal_complains_about()
    {
        ConsumerProject mistaken = shared.Packages.Consumers.Write("NotPartial/Notes", Project, "NotPartial.cs");

        CommandResult build = await mistaken.BuildAsync();

        Assert.NotEqual(0, build.ExitCode);
        CompilerDiagnostic only = Assert.Single(mistaken.Diagnostics);
        Assert.Equal("CS0260", only.Id);
        Assert.EndsWith("NotPartial.cs", only.File, StringComparison.Ordinal);
        Assert.Contains("'Note'", only.Message, StringComparison.Ordinal);
    }

    /// <summary>The compiler asks for the body in a generated file and no analyzer, so that the generator has to be first.</summary>
    [Fact]
    public async Task What_is_still_to_be_written_is_said_first_and_in_the_users_file()
    {
        ConsumerProject mistaken = shared.Packages.Consumers.Write("WithoutArm/Bank", Project, "WithoutArm.cs");

        CommandResult build = await mistaken.BuildAsync("-v:q", "-tl:off");

        Assert.NotEqual(0, build.ExitCode);
        string first = build.Output.Split('\n').First(static line => line.Contains(": error ", StringComparison.Ordinal));
        Assert.Matches(@"WithoutArm\.cs\(8,44\): error ESG027: .*'Owner' has no setter; give 'Owner' a 'private set', or write", first);
    }

    [Fact]
    public async Task Nothing_is_generated_or_reported_where_EsGen_is_not_used()
    {
        ConsumerProject bystander = shared.Packages.Consumers.Write("Bystander/Library", Project, "Unrelated.cs");

        (await bystander.BuildAsync("-p:EsGenRequireEventLock=true")).AssertSucceeded();

        Assert.Empty(bystander.GeneratedFiles);
        Assert.Empty(bystander.Diagnostics);
    }
}
