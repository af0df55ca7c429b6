using EsGen.CodeFixes;
using Xunit;

namespace EsGen.Analyzers.Tests;

public sealed class EventRecordToMethodTests
{
    [Fact]
    public Task The_record_becomes_a_method_and_is_generated() => RefactoringTest<EventRecordToMethodRefactoringProvider>.Changes(
        """
        [Aggregate]
        public partial class Account
        {
            [Event("Opened")] public partial Account();

            public decimal Balance { get; private set; }

            public Event? Last { get; private set; }

            public void Withdraw(decimal amount)
            {
                Raise(new Withdrawn(amount, "x")); // Says so.
                Raise(new Withdrawn(Memo: "y", Amount: amount));
            }

            /// <summary>Paid out.</summary>
            [Event(Version = 2)] public sealed partial record [||]Withdrawn(decimal Amount, string Memo = "");

            partial void Guard(Withdrawn e) => ArgumentOutOfRangeException.ThrowIfNegative(e.Amount);

            private partial void When(Withdrawn e, EventContext context) => Balance -= e.Amount + e.Memo.Length;

            [Event] public sealed partial record Refused(int Reason);

            private partial void When(Refused e) => Last = e;
        }
        """,
        """
        [Aggregate]
        public partial class Account
        {
            [Event("Opened")] public partial Account();

            public decimal Balance { get; private set; }

            public Event? Last { get; private set; }

            public void Withdraw(decimal amount)
            {
                RecordWithdrawn(amount, "x"); // Says so.
                Raise(new Withdrawn(Memo: "y", Amount: amount));
            }

            /// <summary>Paid out.</summary>
            [Event("Withdrawn", Version = 2)] private partial void RecordWithdrawn(decimal amount, string memo = "");

            partial void GuardWithdrawn(decimal amount, string memo) => ArgumentOutOfRangeException.ThrowIfNegative(amount);

            private partial void WhenWithdrawn(decimal amount, string memo, EventContext context) => Balance -= amount + memo.Length;

            [Event] public sealed partial record Refused(int Reason);

            private partial void When(Refused e) => Last = e;
        }
        """);

    [Theory]
    [InlineData("[Event] public sealed partial record [||]Refused(int Reason); private partial void When(Refused e) => Last = e;")]
    [InlineData("[Event] public sealed partial record [||]Refused(int Reason); private partial void When(Refused e) { int reason = e.Reason; Last = null; _ = reason; }")]
    [InlineData("[Event] public sealed partial record [||]Refused { public required int Reason { get; init; } } private partial void When(Refused e) => Last = null;")]
    [InlineData("""[Event("Rejected")] public sealed partial record [||]Refused(int Reason); private partial void When(Refused e) => Last = null;""")]
    [InlineData("public sealed record [||]Plain(int Reason);")]
    public Task Nothing_is_offered_where_the_record_is_needed_as_such(string member) => RefactoringTest<EventRecordToMethodRefactoringProvider>.LeavesAlone(
        $$"""
        [Entity]
        public partial class Order
        {
            [Event] public partial Order();
            public Event? Last { get; private set; }
            {{member}}
        }
        """);
}
