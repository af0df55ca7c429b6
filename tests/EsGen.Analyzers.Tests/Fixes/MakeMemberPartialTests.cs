using EsGen.CodeFixes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
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

    [Fact]
    public Task Checks_at_the_start_become_the_guard_which_no_replay_runs() => FixTest<MakeMemberPartialCodeFixProvider>.Changes(
        """
        [Aggregate]
        public partial class Account
        {
            [Event("Opened")]
            public {|ESG005:Account|}(string owner)
            {
                ArgumentException.ThrowIfNullOrWhiteSpace(owner);
                Owner = owner;
            }

            public string Owner { get; private set; }

            public decimal Balance { get; private set; }

            [Event("Withdrawn")]
            public void {|ESG005:Withdraw|}(decimal amount)
            {
                // Nothing is no withdrawal.
                if (amount <= 0) throw new ArgumentException("positive");
                if (amount > Balance)
                {
                    throw new InvalidOperationException("too much");
                }

                // In cash.
                Balance -= amount;
            }

            [Discard("Closed")]
            public void {|ESG005:Close|}()
            {
                if (Balance != 0) { throw new InvalidOperationException("not empty"); }
            }
        }
        """,
        """
        [Aggregate]
        public partial class Account
        {
            [Event("Opened")]
            public partial Account(string owner);

            partial void GuardOpened(string owner)
            {
                ArgumentException.ThrowIfNullOrWhiteSpace(owner);
            }

            private partial void WhenOpened(string owner)
            {
                Owner = owner;
            }

            public string Owner { get; private set; }

            public decimal Balance { get; private set; }

            [Event("Withdrawn")]
            public partial void Withdraw(decimal amount);

            partial void GuardWithdrawn(decimal amount)
            {
                // Nothing is no withdrawal.
                if (amount <= 0) throw new ArgumentException("positive");
                if (amount > Balance)
                {
                    throw new InvalidOperationException("too much");
                }
            }

            private partial void WhenWithdrawn(decimal amount)
            {
                // In cash.
                Balance -= amount;
            }

            [Discard("Closed")]
            public partial void Close();

            partial void GuardClosed()
            {
                if (Balance != 0) { throw new InvalidOperationException("not empty"); }
            }
        }
        """,
        fixes: 3);

    /// <summary>In the <c>When…</c> it would refuse what has happened, so that somebody has to look.</summary>
    [Theory]
    [InlineData("{ Count = count; if (Count < 0) throw new InvalidOperationException(); }")]
    [InlineData("{ if (count == 0) return; Count = count; }")]
    [InlineData("{ Count = count > 0 ? count : throw new ArgumentException(); }")]
    [InlineData("=> Count = count > 0 ? count : throw new ArgumentException();")]
    [InlineData("{ Count += 1; ArgumentOutOfRangeException.ThrowIfZero(count); }")]
    [InlineData("{ if (++Count > 9) throw new InvalidOperationException(); }")]
    [InlineData("{ if (count < 0) throw new ArgumentException(); else Count = count; }")]
    [InlineData("{ if (!int.TryParse(count.ToString(), out int parsed)) throw new ArgumentException(); Count = parsed; }")]
    public async Task Checks_that_can_not_be_told_apart_are_for_the_light_bulb_only(string body)
    {
        Project project = UserProject.Open($$"""
            [Entity]
            public partial class Order
            {
                [Event] public partial Order();

                public int Count { get; private set; }

                [Event("Counted")] public void SetCount(int count) {{body}}
            }
            """);
        Diagnostic report = Assert.Single(await UserProject.GetReports(project));
        MakeMemberPartialCodeFixProvider fix = new();
        CodeAction action = Assert.Single(await UserProject.GetActions(fix, project, report));
        FixAllContext context = new(
            project.GetDocument(report.Location.SourceTree)!,
            fix,
            FixAllScope.Solution,
            action.EquivalenceKey!,
            [report.Id],
            new OneReport(report),
            CancellationToken.None);

        Assert.Null(await fix.GetFixAllProvider().GetFixAsync(context));
        string mended = await UserProject.Read(await UserProject.Apply(action, project), "File0.cs");
        Assert.Contains($"private partial void WhenCounted(int count) {body}", mended, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[Event] public Order(Guid id, int count) { if (id == default) throw new ArgumentException(); Count = count; }")]
    [InlineData("[Event] public partial Order(int count); [Event(\"Counted\")] public void SetCount(int count) { if (count < 0) throw new ArgumentException(); } partial void GuardCounted(int count) { }")]
    public async Task Nothing_is_offered_where_the_guard_would_not_compile(string members)
    {
        Project project = UserProject.Open($$"""
            [Entity]
            public partial class Order
            {
                {{members}}

                public int Count { get; private set; }
            }
            """);
        Diagnostic report = Assert.Single(await UserProject.GetReports(project), static report => report.Id == "ESG005");

        Assert.Empty(await UserProject.GetActions(new MakeMemberPartialCodeFixProvider(), project, report));
    }

    private sealed class OneReport(Diagnostic report) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>([report]);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>([report]);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
