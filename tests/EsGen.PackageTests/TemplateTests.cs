using Xunit;

namespace EsGen.PackageTests;

/// <summary>Makes an application of the template, as somebody would who has the packages only, and runs it and its tests.</summary>
public class TemplateTests(SharedPackages shared) : IClassFixture<SharedPackages>
{
    [Fact]
    public async Task The_web_application_of_the_template_builds_without_a_warning_passes_its_tests_and_runs()
    {
        string folder = shared.Packages.Consumers.CreateFolder("Shop");
        string[] hive = ["--debug:custom-hive", Path.Combine(folder, ".hive")];
        (await Dotnet.RunAsync(folder, ["new", "install", shared.Packages.Find("EsGen.Templates"), .. hive])).AssertSucceeded();
        (await Dotnet.RunAsync(folder, ["new", "esgen-web", "--output", "Bakery", .. hive])).AssertSucceeded();
        string bakery = Path.Combine(folder, "Bakery");
        Assert.True(File.Exists(Path.Combine(bakery, "Bakery.slnx")));

        (await Dotnet.RunAsync(bakery, "build", "-warnaserror")).AssertSucceeded();

        string output = (await Dotnet.RunAsync(bakery, "test", "--no-build")).AssertSucceeded().Output;
        Assert.Contains("Passed:     2", output, StringComparison.Ordinal);

        string program = Path.Combine(bakery, "src", "Bakery", "bin", "Debug", "net10.0", "Bakery.dll");
        using ServerProcess server = await ServerProcess.StartAsync(Path.Combine(folder, "run.db"), "dotnet", program);
        Assert.Equal("Healthy", await server.Client.GetStringAsync("/health/ready"));
        Assert.Equal(0, await server.TerminateAsync());
    }
}
