namespace EsGen.Tool;

/// <summary>Ends a command with a message for people.</summary>
/// <param name="exitCode">What the process ends with.</param>
/// <param name="message">What is wrong, where, and what to do.</param>
/// <param name="innerException">What it came from.</param>
internal sealed class ToolException(int exitCode, string message, Exception? innerException = null) : Exception(message, innerException)
{
    public int ExitCode { get; } = exitCode;

    public static ToolException Usage(string message) => new(Tool.ExitCode.Usage, message);

    public static ToolException Impossible(string message, Exception? innerException = null) =>
        new(Tool.ExitCode.Impossible, message, innerException);

    public static ToolException DoesNotHold(string message) => new(Tool.ExitCode.DoesNotHold, message);
}
