using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Xunit;

namespace EsGen.Analyzers.Tests;

/// <summary>What somebody writes who has just read the first page: each mistake is mended by nothing but its light bulb.</summary>
public sealed class NewcomerTests
{
    public static TheoryData<string, string, string> Mistakes { get; } = new()
    {
        {
            "The class is not partial",
            """
            [Entity]
            public class Account
            {
                [Event("Opened")] public partial Account(string owner);

                public string Owner { get; private set; }
            }
            """,
            "public partial class Account"
        },
        {
            "The property is an ordinary one",
            """
            [Entity]
            public partial class Account
            {
                [Event("Opened")] public partial Account(string owner);

                [Event] public string Owner { get; set; }
            }
            """,
            "[Event] public partial string Owner { get; set; }"
        },
        {
            "The event of a method has no name",
            """
            [Aggregate]
            public partial class Account
            {
                [Event("Opened")] public partial Account(string owner);

                public string Owner { get; private set; }

                [Event] public partial void Rename(string owner);
            }
            """,
            "[Event(\"Renamed\")] public partial void Rename(string owner);"
        },
        {
            "The clock is read in an arm",
            """
            [Aggregate]
            public partial class Account
            {
                [Event("Opened")] public partial Account(string owner);

                public string Owner { get; private set; }

                public DateTime? ClosedOn { get; private set; }

                public void Close() => RecordClosed();

                [Event("Closed")] private partial void RecordClosed();

                private partial void WhenClosed() => ClosedOn = DateTime.UtcNow;
            }
            """,
            "public void Close() => RecordClosed(DateTime.UtcNow);"
        },
        {
            "A command assigns state",
            """
            [Aggregate]
            public partial class Account
            {
                [Event("Opened")] public partial Account(string owner);

                public string Owner { get; private set; }

                public void HandOver(string heir)
                {
                    ArgumentException.ThrowIfNullOrEmpty(heir);
                    Owner = heir;
                }
            }
            """,
            "[Event(\"OwnerChanged\")]"
        },
        {
            "The name of an arm is misspelled",
            """
            [Aggregate]
            public partial class Account
            {
                [Event("Opened")] public partial Account(string owner);

                public string Owner { get; private set; }

                public decimal Balance { get; private set; }

                [Event("Deposited")] public partial void Deposit(decimal amount);

                private partial void WhenDepositted(decimal amount) => Balance += amount;
            }
            """,
            "private partial void WhenDeposited(decimal amount) => Balance += amount;"
        },
        {
            "An arm is called by hand",
            """
            [Aggregate]
            public partial class Account
            {
                [Event("Opened")] public partial Account(string owner);

                public string Owner { get; private set; }

                public decimal Balance { get; private set; }

                public void PayIn(decimal amount) => WhenDeposited(amount);

                [Event("Deposited")] public partial void Deposit(decimal amount);

                private partial void WhenDeposited(decimal amount) => Balance += amount;
            }
            """,
            "public void PayIn(decimal amount) => Deposit(amount);"
        },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task A_mistake_is_mended_by_its_light_bulb_alone(string mistake, string source, string mended)
    {
        Project project = UserProject.Open(source);
        Diagnostic report = Assert.Single(await UserProject.GetReports(project));
        List<CodeAction> actions = [];
        foreach (CodeFixProvider fix in UserProject.Fixes.Where(fix => fix.FixableDiagnosticIds.Contains(report.Id)))
        {
            actions.AddRange(await UserProject.GetActions(fix, project, report));
        }

        string after = await UserProject.Read(await UserProject.Apply(actions[0], project), "File0.cs");

        Assert.DoesNotContain(mended, source, StringComparison.Ordinal);
        Assert.True(after.Contains(mended, StringComparison.Ordinal), $"{mistake}:\n{after}");
        await Rule.IsNotReported(after);
    }
}
