using EsGen.CodeFixes;
using Xunit;

namespace EsGen.Analyzers.Tests;

public sealed class MakeMemberPartialTests
{
    [Fact]
    public Task A_body_becomes_the_arm_of_the_event() => FixTest<MakeMemberPartialCodeFixProvider>.Changes(
        """
        [Aggregate]
        public partial class Account
        {
            /// <summary>Opens it.</summary>
            [Event("Opened")]
            public {|ESG005:Account|}(Guid id, string owner = "")
            {
                // The owner's name is trimmed.
                Owner = owner.Trim();
            }

            public string Owner { get; private set; }

            public decimal Balance { get; private set; }

            /// <summary>Pays in.</summary>
            [Event("Deposited")]
            public void {|ESG005:Deposit|}(decimal amount = 1m) // in cash
            {
                Balance += amount;
            }

            [Event("Withdrawn")] public void {|ESG005:Withdraw|}(decimal amount) => Balance -= amount;

            [Discard] public void {|ESG005:Close|}() { }
        }
        """,
        """
        [Aggregate]
        public partial class Account
        {
            /// <summary>Opens it.</summary>
            [Event("Opened")]
            public partial Account(Guid id, string owner = "");

            private partial void WhenOpened(string owner)
            {
                // The owner's name is trimmed.
                Owner = owner.Trim();
            }

            public string Owner { get; private set; }

            public decimal Balance { get; private set; }

            /// <summary>Pays in.</summary>
            [Event("Deposited")]
            public partial void Deposit(decimal amount = 1m);

            private partial void WhenDeposited(decimal amount) // in cash
            {
                Balance += amount;
            }

            [Event("Withdrawn")] public partial void Withdraw(decimal amount);

            private partial void WhenWithdrawn(decimal amount) => Balance -= amount;

            [Discard] public partial void Close();
        }
        """,
        fixes: 4);

    [Fact]
    public Task A_partial_member_only_loses_its_body() => FixTest<MakeMemberPartialCodeFixProvider>.Changes(
        """
        [Entity]
        public partial class Order
        {
            [Event] public partial {|ESG005:Order|}() { }
        }
        """,
        """
        [Entity]
        public partial class Order
        {
            [Event] public partial Order();
        }
        """);

    [Fact]
    public Task A_property_loses_accessors_that_only_keep_the_value() => FixTest<MakeMemberPartialCodeFixProvider>.Changes(
        """
        [Entity]
        public partial class Order
        {
            [Event] public partial Order();

            // What is left to do.
            [Event] public int {|ESG005:Count|} { get; private set; }

            [Event]
            public string? {|ESG005:Note|}
            {
                get => field; // as it is
                protected set { field = value; }
            }
        }
        """,
        """
        [Entity]
        public partial class Order
        {
            [Event] public partial Order();

            // What is left to do.
            [Event] public partial int Count { get; private set; }

            [Event]
            public partial string? Note
            {
                get; // as it is
                protected set;
            }
        }
        """,
        fixes: 2);

    [Fact]
    public Task A_record_becomes_partial() => FixTest<MakeMemberPartialCodeFixProvider>.Changes(
        """
        [Entity]
        public partial class Order
        {
            [Event] public partial Order();

            [Event] public sealed record {|ESG005:Refused|}(string Reason)
            {
                public override string ToString() => Reason;
            }

            private partial void When(Refused e) { }
        }
        """,
        """
        [Entity]
        public partial class Order
        {
            [Event] public partial Order();

            [Event] public sealed partial record Refused(string Reason)
            {
                public override string ToString() => Reason;
            }

            private partial void When(Refused e) { }
        }
        """);

    [Fact]
    public Task Nothing_is_offered_where_something_would_be_lost() => FixTest<MakeMemberPartialCodeFixProvider>.LeavesAlone(
        """
        [Entity]
        public partial class Order
        {
            [Event] public {|ESG005:Order|}(int count) : this(count, "") { Count = count; }

            [Event("Imported")] public partial Order(int count, string note);

            private partial void WhenImported(int count, string note) { Count = count; }

            public int Count { get; private set; }

            [Event("Counted")] public void {|ESG005:SetCount|}(int count) { Count = count; }

            private partial void WhenCounted(int count) { Count = count; }

            [Event] public string? {|ESG005:Note|} { get => field; set { field = value?.Trim(); } }
        }
        """);
}
