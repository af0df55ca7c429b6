using EsGen.CodeFixes;
using Xunit;

namespace EsGen.Analyzers.Tests;

public sealed class AddArmTests
{
    [Fact]
    public Task The_arm_is_added_below_the_event_or_its_guard() => FixTest<AddArmCodeFixProvider>.Changes(
        """
        using System.Globalization;

        namespace Shop
        {
            [Aggregate]
            public partial class Account
            {
                // Opens it.
                [Event("Opened")] public partial {|ESG027:Account|}(Guid id, string holder, DayOfWeek? day = null);

                /// <summary>Pays money in.</summary>
                [Event("Deposited")] public partial void {|ESG027:Deposit|}(decimal amount, string? memo = null, List<string>? tags = null); // So.

                partial void GuardDeposited(decimal amount, string? memo, List<string>? tags) { }

                [Event("Touched")] private partial void {|ESG027:RecordTouched|}();

                [Event] public sealed partial record {|ESG027:Refused|}(decimal Amount);

                partial void Guard(Refused e) { }

                [Discard("Closed")] public partial void {|ESG027:Close|}(string @event);
            }
        }
        """,
        """
        using System.Globalization;

        namespace Shop
        {
            [Aggregate]
            public partial class Account
            {
                // Opens it.
                [Event("Opened")] public partial Account(Guid id, string holder, DayOfWeek? day = null);

                private partial void WhenOpened(string holder, DayOfWeek? day) => {|ESG023:throw new NotImplementedException()|};

                /// <summary>Pays money in.</summary>
                [Event("Deposited")] public partial void Deposit(decimal amount, string? memo = null, List<string>? tags = null); // So.

                partial void GuardDeposited(decimal amount, string? memo, List<string>? tags) { }

                private partial void WhenDeposited(decimal amount, string? memo, List<string>? tags) => {|ESG023:throw new NotImplementedException()|};

                [Event("Touched")] private partial void RecordTouched();

                private partial void WhenTouched() => {|ESG023:throw new NotImplementedException()|};

                [Event] public sealed partial record Refused(decimal Amount);

                partial void Guard(Refused e) { }

                private partial void When(Refused e) => {|ESG023:throw new NotImplementedException()|};

                [Discard("Closed")] public partial void Close(string @event);

                private partial void WhenClosed(string @event) => {|ESG023:throw new NotImplementedException()|};
            }
        }
        """,
        fixes: 5);
}
