using System.Text;

namespace EsGen.Tool;

/// <summary>Where a command writes to, and whether people read it there.</summary>
/// <param name="output">For results.</param>
/// <param name="error">For errors and progress.</param>
internal sealed class ToolConsole(TextWriter output, TextWriter error)
{
    public TextWriter Out { get; } = output;

    public TextWriter Error { get; } = error;

    /// <summary>Whether results go to a terminal: else they are plain text, without colours, boxes and line breaks of our own.</summary>
    public bool IsOutputTerminal { get; init; }

    /// <summary>Whether errors go to a terminal: else there is no progress.</summary>
    public bool IsErrorTerminal { get; init; }

    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    public static ToolConsole OfProcess()
    {
        TextWriter output = Console.Out;
        if (Console.IsOutputRedirected)
        {
            // Console.Out itself writes each line by a call of the system of its own.
            output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 64 << 10);
        }

        return new ToolConsole(output, Console.Error)
        {
            IsOutputTerminal = !Console.IsOutputRedirected,
            IsErrorTerminal = !Console.IsErrorRedirected,
        };
    }
}
