using Xunit;

namespace EsGen.PackageTests;

public class DirectReferenceTests(SharedPackages shared) : IClassFixture<SharedPackages>
{
    private static readonly string[] QuickStart = ["Example.cs", "Account.cs", "QuickStartSteps.cs", "Program.cs"];

    [Fact]
    public Task The_store_alone_is_all_it_takes_under_the_strictest_settings() => AssertQuickStartRunsAsync("Strict/App", """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <ImplicitUsings>enable</ImplicitUsings>
            <Nullable>enable</Nullable>
            <GenerateDocumentationFile>true</GenerateDocumentationFile>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
            <AnalysisMode>All</AnalysisMode>
            <!-- Some of all rules contradict each other; what they say of the entities themselves is their author's business. -->
            <CodeAnalysisTreatWarningsAsErrors>false</CodeAnalysisTreatWarningsAsErrors>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="EsGen.LiteDB" Version="$(EsGenVersion)" />
          </ItemGroup>
        </Project>
        """);

    [Fact]
    public Task It_works_without_nullable_annotations_and_implicit_usings() => AssertQuickStartRunsAsync("Plain/App", """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <ImplicitUsings>disable</ImplicitUsings>
            <Nullable>disable</Nullable>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="EsGen.LiteDB" Version="$(EsGenVersion)" />
          </ItemGroup>
        </Project>
        """);

    [Fact]
    public Task Both_packages_at_once_generate_once() => AssertQuickStartRunsAsync("Both/App", """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <Nullable>enable</Nullable>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="EsGen" Version="$(EsGenVersion)" />
            <PackageReference Include="EsGen.LiteDB" Version="$(EsGenVersion)" />
          </ItemGroup>
        </Project>
        """);

    private async Task AssertQuickStartRunsAsync(string path, string project)
    {
        ConsumerProject app = shared.Packages.Consumers.Write(path, project, QuickStart);

        (await app.BuildAsync()).AssertSucceeded();

        app.AssertClean();
        Assert.Contains("QuickStart.Example.Events.g.cs", app.GeneratedFiles);
        Assert.Contains("QuickStart.Account.Events.g.cs", app.GeneratedFiles);
        Assert.Contains("all checks held", (await app.RunAsync()).AssertSucceeded().Output, StringComparison.Ordinal);
    }
}
