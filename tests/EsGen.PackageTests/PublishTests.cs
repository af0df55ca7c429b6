using System.Runtime.InteropServices;
using Xunit;

namespace EsGen.PackageTests;

/// <summary>Publishes the sample as its README says, and runs what comes out.</summary>
public sealed class PublishTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("esgen-publish-").FullName;

    [Fact]
    public Task A_trimmed_program_runs_the_quick_start() => AssertPublishedRunsAsync();

    [NativeFact]
    public Task A_native_program_runs_the_quick_start() => AssertPublishedRunsAsync("-p:Native=true");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task AssertPublishedRunsAsync(params string[] options)
    {
        string program = Path.Combine(_folder, "program");
        CommandResult publish = await Dotnet.RunAsync(
            Checkout.Root,
            ["publish", "Sample", "-r", RuntimeInformation.RuntimeIdentifier, "--artifacts-path", Path.Combine(_folder, "build"), "-o", program, .. options]);

        Assert.DoesNotContain("warning IL", publish.AssertSucceeded().Output, StringComparison.OrdinalIgnoreCase);
        string file = Path.Combine(program, OperatingSystem.IsWindows() ? "Sample.exe" : "Sample");
        CommandResult run = await Dotnet.RunProgramAsync(_folder, file);
        Assert.Contains("Account.WithdrawalRefused", run.AssertSucceeded().Output, StringComparison.Ordinal);
    }
}
