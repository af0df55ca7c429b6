namespace EsGen.Generators.Symbols;

/// <summary>A proposal for an event's name from the command's name; only ever a proposal, which the user sees and may change.</summary>
internal static class PastTense
{
    private static readonly Dictionary<string, string> s_irregular = new(StringComparer.Ordinal)
    {
        ["Begin"] = "Begun",
        ["Bind"] = "Bound",
        ["Break"] = "Broken",
        ["Bring"] = "Brought",
        ["Build"] = "Built",
        ["Buy"] = "Bought",
        ["Catch"] = "Caught",
        ["Choose"] = "Chosen",
        ["Cut"] = "Cut",
        ["Do"] = "Done",
        ["Draw"] = "Drawn",
        ["Find"] = "Found",
        ["Forget"] = "Forgotten",
        ["Freeze"] = "Frozen",
        ["Get"] = "Gotten",
        ["Give"] = "Given",
        ["Go"] = "Gone",
        ["Grow"] = "Grown",
        ["Hide"] = "Hidden",
        ["Hold"] = "Held",
        ["Keep"] = "Kept",
        ["Leave"] = "Left",
        ["Lend"] = "Lent",
        ["Let"] = "Let",
        ["Lose"] = "Lost",
        ["Make"] = "Made",
        ["Meet"] = "Met",
        ["Overdraw"] = "Overdrawn",
        ["Pay"] = "Paid",
        ["Put"] = "Put",
        ["Read"] = "Read",
        ["Run"] = "Run",
        ["Sell"] = "Sold",
        ["Send"] = "Sent",
        ["Set"] = "Set",
        ["Shut"] = "Shut",
        ["Split"] = "Split",
        ["Spend"] = "Spent",
        ["Take"] = "Taken",
        ["Tell"] = "Told",
        ["Throw"] = "Thrown",
        ["Undo"] = "Undone",
        ["Win"] = "Won",
        ["Withdraw"] = "Withdrawn",
        ["Write"] = "Written",
        ["Ship"] = "Shipped",
        ["Drop"] = "Dropped",
        ["Plan"] = "Planned",
        ["Stop"] = "Stopped",
        ["Submit"] = "Submitted",
        ["Commit"] = "Committed",
        ["Cancel"] = "Canceled",
        ["Refer"] = "Referred",
        ["Transfer"] = "Transferred",
        ["Tag"] = "Tagged",
        ["Ban"] = "Banned",
        ["Permit"] = "Permitted",
    };

    /// <summary>
    /// <c>Deposited</c> for <c>Deposit</c>, <c>OrderShipped</c> for <c>ShipOrder</c>, <c>Withdrawn</c> for <c>RecordWithdrawn</c>.
    /// </summary>
    public static string Propose(string command)
    {
        string name = CSharpName.ToPascalCase(command.TrimStart('_'));
        if (name.StartsWith("Record", StringComparison.Ordinal) && name.Length > 6 && char.IsUpper(name[6]))
        {
            return name.Substring(6);
        }

        int end = 1;
        while (end < name.Length && !char.IsUpper(name[end]))
        {
            end++;
        }

        return name.Length == 0 ? "Happened" : name.Substring(end) + Inflect(name.Substring(0, end));
    }

    private static string Inflect(string verb)
    {
        if (s_irregular.TryGetValue(verb, out string? irregular))
        {
            return irregular;
        }

        if (verb.EndsWith("e", StringComparison.Ordinal))
        {
            return verb + "d";
        }

        return verb.EndsWith("y", StringComparison.Ordinal) && verb.Length > 1 && "aeiou".IndexOf(verb[verb.Length - 2]) < 0
            ? verb.Substring(0, verb.Length - 1) + "ied"
            : verb + "ed";
    }
}
