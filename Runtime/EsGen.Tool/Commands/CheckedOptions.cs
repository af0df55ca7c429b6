using System.CommandLine;
using System.CommandLine.Parsing;

namespace EsGen.Tool.Commands;

/// <summary>Options whose values are checked when they are parsed.</summary>
internal static class CheckedOptions
{
    private static Action<SymbolResult> AtLeastOne { get; } = AtLeast(1, "--limit is at least 1.");

    public static Option<DateTimeOffset?> Time(string name, string description) => new(name)
    {
        Description = description + " As 2026-05-01 or 2026-05-01T12:00Z; without an offset in UTC.",
        HelpName = "TIME",
        CustomParser = static result =>
        {
            string text = result.Tokens[0].Value;
            if (Times.TryRead(text) is { } time)
            {
                return time;
            }

            result.AddError($"'{text}' is no time; write it as 2026-05-01 or 2026-05-01T12:00Z.");
            return null;
        },
    };

    public static Option<int> Limit(string description, int usual)
    {
        Option<int> option = new("--limit") { Description = description, HelpName = "N", DefaultValueFactory = _ => usual };
        option.Validators.Add(AtLeastOne);
        return option;
    }

    /// <summary>A limit without which there is none.</summary>
    public static Option<int?> OptionalLimit(string description)
    {
        Option<int?> option = new("--limit") { Description = description, HelpName = "N" };
        option.Validators.Add(AtLeastOne);
        return option;
    }

    /// <summary>Refuses a number that is too small; what is no number the parser refuses.</summary>
    public static Action<SymbolResult> AtLeast(long minimum, string message) => result =>
    {
        if (result.Tokens is [var token] && long.TryParse(token.Value, out long value) && value < minimum)
        {
            result.AddError(message);
        }
    };
}
