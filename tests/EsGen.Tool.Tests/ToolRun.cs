using System.Text.Json;

namespace EsGen.Tool.Tests;

/// <summary>What a run of the tool gave.</summary>
internal sealed record ToolRun(int ExitCode, string Out, string Error)
{
    /// <summary>The test project's own entities are the application.</summary>
    public static string App => typeof(ToolRun).Assembly.Location;

    public JsonElement Json => JsonDocument.Parse(Out).RootElement;

    public string[] Lines => Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Runs a command in this process, with its output redirected.</summary>
    public static Task<ToolRun> RunAsync(params string[] arguments) => RunAsync(arguments, new Dictionary<string, string>());

    public static async Task<ToolRun> RunAsync(
        IReadOnlyList<string> arguments,
        IReadOnlyDictionary<string, string> environment,
        bool isTerminal = false,
        TimeProvider? timeProvider = null,
        CancellationToken cancellationToken = default)
    {
        StringWriter output = new();
        StringWriter error = new();
        ToolConsole console = new(output, error)
        {
            IsOutputTerminal = isTerminal,
            IsErrorTerminal = isTerminal,
            TimeProvider = timeProvider ?? TimeProvider.System,
        };
        int exitCode = await EsGenTool.RunAsync(arguments, console, name => environment.GetValueOrDefault(name), cancellationToken);
        return new ToolRun(exitCode, output.ToString(), error.ToString());
    }

    /// <summary>The run, if it ended well; else its error is the test's.</summary>
    public ToolRun Succeeded() => ExitCode == 0 ? this : throw new InvalidOperationException($"Exit code {ExitCode}: {Error}{Out}");
}
