using System.CommandLine;
using EsGen.Tool.Output;

namespace EsGen.Tool.Commands;

/// <summary>Options whose values are checked when they are parsed.</summary>
internal static class CheckedOptions
{
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
        option.Validators.Add(static result =>
        {
            if (result.Tokens is [var token] && int.TryParse(token.Value, out int limit) && limit < 1)
            {
                result.AddError("--limit is at least 1.");
            }
        });
        return option;
    }
}
