using System.Diagnostics;
using System.Runtime.CompilerServices;
using Xunit;

namespace EsGen.Tool.Tests;

/// <summary>The tool as a package: installed from a folder, and run as a program of its own.</summary>
public sealed class InstalledToolTests
{
    [Fact]
    public async Task It_is_installed_from_a_folder_and_looks_into_a_store()
    {
        using BankStore store = BankStore.Create();
        string packages = store.File("packages");
        string tools = store.File("tools");
        await RunAsync("dotnet", "pack", Project(), "-c", Configuration, "--no-build", "--nologo", "-o", packages);

        // From that folder alone: the package needs no other.
        string settings = store.File("nuget.config");
        await File.WriteAllTextAsync(settings, $"""
            <configuration><packageSources><clear /><add key="here" value="{packages}" /></packageSources></configuration>
            """);
        await RunAsync("dotnet", "tool", "install", "EsGen.Tool", "--tool-path", tools, "--configfile", settings, "--no-cache");
        string esgen = Path.Combine(tools, OperatingSystem.IsWindows() ? "esgen.exe" : "esgen");

        (int exitCode, string output, string error) = await RunAnyAsync(
            esgen, "show", store.Path, BankStore.IdOf(1).ToString(), "--app", ToolRun.App, "--json");
        Assert.True(exitCode == 0, error);
        Assert.Contains("\"balance\":3", output, StringComparison.Ordinal);

        (exitCode, output, error) = await RunAnyAsync(esgen, "inf", store.Path);
        Assert.Equal(2, exitCode);
        Assert.Equal("", output);
        Assert.StartsWith("esgen: ", error, StringComparison.Ordinal);
    }

    private static string Configuration =>
        typeof(InstalledToolTests).Assembly.Location.Contains("/Release/", StringComparison.Ordinal) ? "Release" : "Debug";

    private static string Project([CallerFilePath] string path = "") =>
        Path.Combine(Path.GetDirectoryName(path)!, "..", "..", "Runtime", "EsGen.Tool");

    private static async Task RunAsync(params string[] command)
    {
        (int exitCode, string output, string error) = await RunAnyAsync(command);
        Assert.True(exitCode == 0, output + error);
    }

    private static async Task<(int ExitCode, string Output, string Error)> RunAnyAsync(params string[] command)
    {
        ProcessStartInfo start = new(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true };

        // A node that stayed would keep the output open, and nobody would see its end for a quarter of an hour.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }
}
