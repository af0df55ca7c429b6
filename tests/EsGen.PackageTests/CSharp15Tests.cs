using Xunit;

namespace EsGen.PackageTests;

/// <summary>What the SDK's own compiler makes of C# 15, as a user with a preview would have it.</summary>
public class CSharp15Tests(SharedPackages shared) : IClassFixture<SharedPackages>
{
    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <LangVersion>preview</LangVersion>
            <Nullable>enable</Nullable>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="EsGen.LiteDB" Version="$(EsGenVersion)" />
          </ItemGroup>
        </Project>
        """;

    [CSharp15Fact]
    public async Task Unions_and_closed_classes_are_stored_and_loaded_again()
    {
        ConsumerProject app = shared.Packages.Consumers.Write("CSharp15/App", Project, "Payments.cs", "CSharp15Types.cs");

        (await app.BuildAsync()).AssertSucceeded();

        app.AssertClean();
        Assert.Contains("all checks held", (await app.RunAsync()).AssertSucceeded().Output, StringComparison.Ordinal);
    }

    [CSharp15Fact]
    public async Task Cases_that_overlap_are_explained_in_the_terminal()
    {
        ConsumerProject app = shared.Packages.Consumers.Write("CSharp15Overlap/App", Project, "Payments.cs", "CSharp15Types.cs");
        app.Edit("Payments.cs", "public union Payment(Card, Cash, int);", "public union Payment(Card, Cash, int, BigCash); public sealed record BigCash(decimal Amount) : Cash(Amount);");

        CommandResult build = await app.BuildAsync();

        Assert.NotEqual(0, build.ExitCode);
        Assert.Equal(["ESG014"], app.Diagnostics.Where(diagnostic => diagnostic.Level == "error").Select(diagnostic => diagnostic.Id).Distinct());
        Assert.Contains("the cases Cash and BigCash of the union Payment overlap", build.Output, StringComparison.Ordinal);
    }
}
