using System.Xml.Linq;
using Xunit;

namespace EsGen.PackageTests;

/// <summary>The contract of stores as the author of one has it: as a package, in a test project outside the repository.</summary>
public class StoreContractTests(SharedPackages shared) : IClassFixture<SharedPackages>
{
    private readonly string _project = $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <Nullable>enable</Nullable>
            <ImplicitUsings>enable</ImplicitUsings>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="EsGen.Testing.Stores" Version="$(EsGenVersion)" />
            <PackageReference Include="Microsoft.NET.Test.Sdk" Version="{GetVersion("Microsoft.NET.Test.Sdk")}" />
            <PackageReference Include="xunit.runner.visualstudio" Version="{GetVersion("xunit.runner.visualstudio")}" />
          </ItemGroup>
        </Project>
        """;

    [Fact]
    public async Task A_whole_store_passes_it_and_one_with_a_fault_does_not()
    {
        ConsumerProject tests = shared.Packages.Consumers.Write("Store/Tests", _project, "StoreContract.cs");
        (await tests.BuildAsync()).AssertSucceeded();
        tests.AssertClean();

        string whole = (await tests.TestAsync("Whole")).AssertSucceeded().Output;
        Assert.Matches(@"Failed: +0, Passed: +\d{3}, Skipped: +0", whole);

        CommandResult forgetful = await tests.TestAsync("ForgetfulStoreTests.A_tracking");
        Assert.NotEqual(0, forgetful.ExitCode);
        Assert.Contains("ForgetfulStoreTests.A_tracking_is_kept_by_name_and_none_is_null [FAIL]", forgetful.Output, StringComparison.Ordinal);
    }

    /// <summary>The version that this project itself was restored with, and which therefore needs no network.</summary>
    private static string GetVersion(string package) => XDocument.Load(Path.Combine(Checkout.Root, "Directory.Packages.props"))
        .Descendants("PackageVersion").Single(element => element.Attribute("Include")?.Value == package).Attribute("Version")!.Value;
}
