using EsGen.CodeFixes;
using Xunit;

namespace EsGen.Analyzers.Tests;

public sealed class EventMethodToRecordTests
{
    [Fact]
    public Task The_method_stays_as_the_command_that_raises_the_record() => RefactoringTest<EventMethodToRecordRefactoringProvider>.Changes(
        """
        [Aggregate]
        public partial class Account
        {
            [Event("Opened")] public partial Account();

            public decimal Balance { get; private set; }

            /// <summary>Pays in.</summary>
            [Event("Deposited", Version = 2, FormerNames = ["PaidIn"])] public partial void [||]Deposit(decimal amount, string? memo = null); // So.

            partial void GuardDeposited(decimal amount, string? memo) => ArgumentOutOfRangeException.ThrowIfNegative(amount, nameof(amount));

            private partial void WhenDeposited(decimal amount, string? memo, EventContext context)
            {
                // Adds.
                Balance += amount + (memo?.Length ?? 0);
            }
        }
        """,
        """
        [Aggregate]
        public partial class Account
        {
            [Event("Opened")] public partial Account();

            public decimal Balance { get; private set; }

            /// <summary>Pays in.</summary>
            public void Deposit(decimal amount, string? memo = null) => Raise(new Deposited(amount, memo)); // So.

            [Event(Version = 2, FormerNames = ["PaidIn"])] public sealed partial record Deposited(decimal Amount, string? Memo = null);

            partial void Guard(Deposited e) => ArgumentOutOfRangeException.ThrowIfNegative(e.Amount, nameof(e.Amount));

            private partial void When(Deposited e, EventContext context)
            {
                // Adds.
                Balance += e.Amount + (e.Memo?.Length ?? 0);
            }
        }
        """);

    [Fact]
    public Task An_event_that_assigns_itself_still_does() => RefactoringTest<EventMethodToRecordRefactoringProvider>.Changes(
        """
        [Entity]
        public partial class Order
        {
            [Event] public partial Order();
            public int Number { get; private set; }
            [Event("Numbered")] private partial void [||]Assign(int number);
            public void Next() => Assign(Number + 1);
        }
        """,
        """
        [Entity]
        public partial class Order
        {
            [Event] public partial Order();
            public int Number { get; private set; }
            private void Assign(int number) => Raise(new Numbered(number));

            [Event] public sealed partial record Numbered(int Number);
            public void Next() => Assign(Number + 1);
        }
        """);

    [Theory]
    [InlineData("""[Event("Numbered")] private partial void [||]Assign(int number); private partial void WhenNumbered(int number) { number++; Number = number; }""")]
    [InlineData("""[Discard] public partial void [||]Discard();""")]
    [InlineData("""public void [||]Plain() { }""")]
    public Task Nothing_is_offered_where_it_is_no_event_or_an_arm_changes_its_parameters(string member) => RefactoringTest<EventMethodToRecordRefactoringProvider>.LeavesAlone(
        $$"""
        [Entity]
        public partial class Order
        {
            [Event] public partial Order();
            public int Number { get; private set; }
            {{member}}
        }
        """);
}
