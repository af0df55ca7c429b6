using Xunit;

namespace EsGen.PackageTests;

/// <summary>How a command ended, and everything it printed.</summary>
public sealed record CommandResult(string Command, int ExitCode, string Output)
{
    public CommandResult AssertSucceeded()
    {
        Assert.True(ExitCode == 0, $"'{Command}' ended with {ExitCode}:\n{Output}");
        return this;
    }
}
