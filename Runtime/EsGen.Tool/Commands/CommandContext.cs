using System.CommandLine;
using System.Text.Json;
using EsGen.Tool.Output;
using EsGen.Tool.Stores;

namespace EsGen.Tool.Commands;

/// <summary>What every command gets, and the arguments that many have.</summary>
/// <param name="console">Where it writes to.</param>
/// <param name="environment">Gives environment variables.</param>
internal sealed class CommandContext(ToolConsole console, Func<string, string?> environment)
{
    public ToolConsole Console { get; } = console;

    public static Argument<string> StoreArgument(string name = "STORE") =>
        new(name)
        {
            Description = "A LiteDB file, or pg:NAME (pg:NAME/SCHEMA) for the connection string in the environment variable NAME.",
        };

    public static Option<bool> JsonOption() => new("--json") { Description = "Write JSON, in the form that docs/tool.md says." };

    public static Option<FileInfo> AppOption() =>
        new("--app")
        {
            Description = "The application's assembly, built against the same EsGen: events are decoded and replayed with it.",
            HelpName = "App.dll",
        };

    public StoreAddress Address(string store) => StoreAddress.Parse(store, environment);

    public Progress Progress(string what) => new(Console, what);

    public JsonOutput Json() => new(Console.Out);

    /// <summary>Writes a command's result: as an object of JSON, or for people.</summary>
    /// <param name="isJson">Whether JSON was asked for.</param>
    /// <param name="members">Writes the object's members.</param>
    /// <param name="print">Writes the same for people.</param>
    public void Write(bool isJson, Action<Utf8JsonWriter> members, Action<TextOutput> print)
    {
        if (isJson)
        {
            Json().WriteObject(members);
        }
        else
        {
            print(new TextOutput(Console));
        }
    }
}
