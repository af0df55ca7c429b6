using System.Diagnostics;
using System.Text;

namespace EsGen.PackageTests;

/// <summary>Runs the <c>dotnet</c> command as if from a terminal of its own, though a test run is what starts it.</summary>
internal static class Dotnet
{
    // To compile a web application to machine code takes two minutes of processor time, which others may want, too.
    private static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(10);

    // The one that runs this, where several are installed.
    public static Task<CommandResult> RunAsync(string folder, params string[] arguments) =>
        RunProgramAsync(folder, Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", arguments);

    public static async Task<CommandResult> RunProgramAsync(string folder, string program, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        PrepareEnvironment(start.Environment);

        StringBuilder output = new();
        using Process process = new() { StartInfo = start };
        process.OutputDataReceived += Collect;
        process.ErrorDataReceived += Collect;
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();

        string command = $"{Path.GetFileName(program)} {string.Join(' ', arguments)}";
        using CancellationTokenSource limit = new(TimeLimit);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            lock (output)
            {
                throw new TimeoutException($"'{command}' took longer than {TimeLimit}:\n{output}");
            }
        }

        return new CommandResult(command, process.ExitCode, output.ToString());

        void Collect(object sender, DataReceivedEventArgs line)
        {
            lock (output)
            {
                output.AppendLine(line.Data);
            }
        }
    }

    private static void PrepareEnvironment(IDictionary<string, string?> environment)
    {
        // The outer build tells its children which MSBuild it is and which of its nodes to talk to.
        foreach (string name in environment.Keys.Where(IsOfTheOuterRun).ToArray())
        {
            environment.Remove(name);
        }

        // Idle build nodes would outlive the test run.
        environment["MSBUILDDISABLENODEREUSE"] = "1";
        // The tests look for "warning" and "error".
        environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
    }

    private static bool IsOfTheOuterRun(string name) =>
        name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || name.StartsWith("VSTEST", StringComparison.OrdinalIgnoreCase);
}
