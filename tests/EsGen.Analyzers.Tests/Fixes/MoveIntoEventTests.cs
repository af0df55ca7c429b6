using EsGen.CodeFixes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Xunit;

namespace EsGen.Analyzers.Tests;

public sealed class MoveIntoEventTests
{
    [Fact]
    public Task The_value_becomes_a_field_that_every_caller_gives() => FixTest<MoveIntoEventCodeFixProvider>.Changes(
        [
            """
            [Entity]
            public partial class Ticket
            {
                [Event] public partial Ticket();

                public Guid? Code { get; private set; }

                private int _price;

                public int Price => _price;

                public void Issue(int price, bool again)
                {
                    Record( price ); // Issued.
                    if (again) { this.Record(amount: price); }
                }

                /// <summary>It was issued.</summary>
                [Event("Issued")] internal partial void Record(int amount, string memo = "none");

                partial void GuardIssued(int amount, string memo) { }

                private partial void WhenIssued(int amount, string memo, EventContext context)
                {
                    Code = {|ESG021:Guid.NewGuid()|}; // The code.
                    _price = amount + memo.Length;
                }
            }
            """,
            """
            namespace Elsewhere
            {
                using Guid = string;

                public static class Machine
                {
                    public static void Print(Ticket? ticket)
                    {
                        ticket?.Record(1, "x");
                        ticket!.Record(2, memo: nameof(ticket.Record));
                    }
                }
            }
            """,
        ],
        [
            """
            [Entity]
            public partial class Ticket
            {
                [Event] public partial Ticket();

                public Guid? Code { get; private set; }

                private int _price;

                public int Price => _price;

                public void Issue(int price, bool again)
                {
                    Record( price, Guid.NewGuid()); // Issued.
                    if (again) { this.Record(amount: price, code: Guid.NewGuid()); }
                }

                /// <summary>It was issued.</summary>
                [Event("Issued")] internal partial void Record(int amount, Guid code, string memo = "none");

                partial void GuardIssued(int amount, Guid code, string memo) { }

                private partial void WhenIssued(int amount, Guid code, string memo, EventContext context)
                {
                    Code = code; // The code.
                    _price = amount + memo.Length;
                }
            }
            """,
            """
            namespace Elsewhere
            {
                using Guid = string;

                public static class Machine
                {
                    public static void Print(Ticket? ticket)
                    {
                        ticket?.Record(1, System.Guid.NewGuid(), "x");
                        ticket!.Record(2, System.Guid.NewGuid(), memo: nameof(ticket.Record));
                    }
                }
            }
            """,
        ]);

    [Fact]
    public Task Several_values_become_several_fields() => FixTest<MoveIntoEventCodeFixProvider>.Changes(
        """
        [Entity]
        public partial class Ticket
        {
            [Event] public partial Ticket();
            private readonly List<DateTime> _times = [];
            public int Count => _times.Count + Seat;
            public int Seat { get; private set; }
            public void Issue() => RecordIssued();
            [Event("Issued")] private partial void RecordIssued();
            private partial void WhenIssued()
            {
                _times.Add({|ESG021:DateTime.UtcNow|});
                Seat = {|ESG021:Random.Shared.Next(1, 7)|};
            }
        }
        """,
        """
        [Entity]
        public partial class Ticket
        {
            [Event] public partial Ticket();
            private readonly List<DateTime> _times = [];
            public int Count => _times.Count + Seat;
            public int Seat { get; private set; }
            public void Issue() => RecordIssued(DateTime.UtcNow, Random.Shared.Next(1, 7));
            [Event("Issued")] private partial void RecordIssued(DateTime utcNow, int seat);
            private partial void WhenIssued(DateTime utcNow, int seat)
            {
                _times.Add(utcNow);
                Seat = seat;
            }
        }
        """,
        fixes: 2);

    [Fact]
    public Task A_constructors_value_is_given_wherever_the_entity_is_made() => FixTest<MoveIntoEventCodeFixProvider>.Changes(
        [
            """
            namespace Shop;

            [Entity]
            public partial class Ticket
            {
                /// <summary>A ticket.</summary>
                [Event] public partial Ticket(Guid id, string name, string memo = "none");

                public Ticket() : this(Guid.Empty, "nobody")
                {
                }

                public string Name { get; private set; }

                public Guid Code { get; private set; }

                partial void GuardCreated(string name, string memo) { }

                private partial void WhenCreated(string theName, string memo)
                {
                    Name = theName + memo;
                    Code = {|ESG021:Guid.NewGuid()|};
                }
            }
            """,
            """
            using Shop;

            public static class Desk
            {
                public static void Open()
                {
                    Ticket first = new(Guid.Empty, "a", "b");
                    Ticket second = new Ticket(Guid.Empty, name: "a") { };
                }
            }
            """,
        ],
        [
            """
            namespace Shop;

            [Entity]
            public partial class Ticket
            {
                /// <summary>A ticket.</summary>
                [Event] public partial Ticket(Guid id, string name, Guid code, string memo = "none");

                public Ticket() : this(Guid.Empty, "nobody", Guid.NewGuid())
                {
                }

                public string Name { get; private set; }

                public Guid Code { get; private set; }

                partial void GuardCreated(string name, Guid code, string memo) { }

                private partial void WhenCreated(string theName, Guid code, string memo)
                {
                    Name = theName + memo;
                    Code = code;
                }
            }
            """,
            """
            using Shop;

            public static class Desk
            {
                public static void Open()
                {
                    Ticket first = new(Guid.Empty, "a", Guid.NewGuid(), "b");
                    Ticket second = new Ticket(Guid.Empty, name: "a", code: Guid.NewGuid()) { };
                }
            }
            """,
        ]);

    [Fact]
    public async Task The_generated_Create_is_given_the_value_too()
    {
        Project project = UserProject.Open(
            """
            namespace Shop;

            [Entity]
            public partial class Ticket
            {
                [Event] public partial Ticket(Guid id, string name, string memo = "none");
                public string Name { get; private set; }
                public Guid Code { get; private set; }
                private partial void WhenCreated(string name, string memo) { Name = name + memo; Code = Guid.NewGuid(); }
            }
            """,
            """
            using Shop;

            public static class Desk
            {
                public static async System.Threading.Tasks.Task Open(EventSourcedRepository<Ticket> tickets)
                {
                    tickets.Create(Guid.Empty, "a");
                    TicketRepositoryExtensions.Create(tickets, Guid.Empty, "a", "b");
                    await tickets.CreateAsync(Guid.Empty, memo: nameof(Ticket), name: "a");
                }
            }
            """);
        Diagnostic report = Assert.Single(await UserProject.GetReports(project));

        CodeAction action = Assert.Single(await UserProject.GetActions(new MoveIntoEventCodeFixProvider(), project, report));
        Project mended = await UserProject.Apply(action, project);

        Assert.Empty(await UserProject.GetReports(mended));
        Assert.Empty((await mended.GetCompilationAsync())!.GetDiagnostics().Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning));
        Assert.Contains(
            """
                    tickets.Create(Guid.Empty, "a", Guid.NewGuid());
                    TicketRepositoryExtensions.Create(tickets, Guid.Empty, "a", Guid.NewGuid(), "b");
                    await tickets.CreateAsync(Guid.Empty, memo: nameof(Ticket), name: "a", code: Guid.NewGuid());
            """,
            await UserProject.Read(mended, "File1.cs"),
            StringComparison.Ordinal);
    }

    [Fact]
    public Task A_records_value_is_given_wherever_it_is_made() => FixTest<MoveIntoEventCodeFixProvider>.Changes(
        """
        [Entity]
        public partial class Ticket
        {
            [Event] public partial Ticket();
            public DateTime RefusedOn { get; private set; }
            public string Machine { get; private set; } = "";
            public void Refuse(bool hard)
            {
                if (hard) Raise(new Refused(1));
                else { Refused refused = new(2, "x") { Extra = 1 }; Raise(refused with { Reason = 3 }); }
            }
            [Event] public sealed partial record Refused(int Reason, string Note = "")
            {
                public Refused() : this(0) { }
                public int Extra { get; init; }
            }
            private partial void When(Refused e)
            {
                RefusedOn = {|ESG021:DateTime.UtcNow|};
                Machine = {|ESG021:Environment.MachineName|}; // Where.
            }
            partial void Guard(Refused e) { }
        }
        """,
        """
        [Entity]
        public partial class Ticket
        {
            [Event] public partial Ticket();
            public DateTime RefusedOn { get; private set; }
            public string Machine { get; private set; } = "";
            public void Refuse(bool hard)
            {
                if (hard) Raise(new Refused(1, DateTime.UtcNow, Environment.MachineName));
                else { Refused refused = new(2, DateTime.UtcNow, Environment.MachineName, "x") { Extra = 1 }; Raise(refused with { Reason = 3 }); }
            }
            [Event] public sealed partial record Refused(int Reason, DateTime RefusedOn, string Machine, string Note = "")
            {
                public Refused() : this(0, DateTime.UtcNow, Environment.MachineName) { }
                public int Extra { get; init; }
            }
            private partial void When(Refused e)
            {
                RefusedOn = e.RefusedOn;
                Machine = e.Machine; // Where.
            }
            partial void Guard(Refused e) { }
        }
        """,
        fixes: 2);

    [Fact]
    public async Task No_value_is_made_up_in_an_upcast()
    {
        Project project = UserProject.Open("""
            [Entity]
            public partial class Ticket
            {
                [Event] public partial Ticket();
                public DateTime RefusedOn { get; private set; }
                public void Refuse() => Raise(new Refused(1));
                [Event] public sealed partial record Refused(int Reason);
                private partial void When(Refused e) => RefusedOn = DateTime.UtcNow;
                private static Refused Upcast(string old) => new(old.Length);
            }
            """);
        Diagnostic report = (await UserProject.GetReports(project)).Single(static report => report.Id == "ESG021");

        Project mended = await UserProject.Apply(Assert.Single(await UserProject.GetActions(new MoveIntoEventCodeFixProvider(), project, report)), project);

        string source = await UserProject.Read(mended, "File0.cs");
        Assert.Contains("Raise(new Refused(1, DateTime.UtcNow));", source, StringComparison.Ordinal);
        Assert.Contains("Upcast(string old) => new(old.Length);", source, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("public int Open(Refused e) { var (number, text) = e; return number; }")]
    [InlineData("public bool Open(object e) => e is Refused(1, _);")]
    [InlineData("public bool Open(Refused e) => e is (1, _);")]
    [InlineData("public Refused Open() => new Refused { Number = 1 };")]
    public Task Nothing_is_offered_for_a_record_whose_use_one_more_field_would_break(string use) => FixTest<MoveIntoEventCodeFixProvider>.LeavesAlone(
        $$"""
        [Entity]
        public partial class Ticket
        {
            [Event] public partial Ticket();
            private string _machine = "";
            public string Machine => _machine;
            [Event] public sealed partial record Refused(int Number = 0, string Text = "");
            private partial void When(Refused e) => _machine = {|ESG021:Environment.MachineName|};
            {{use}}
        }
        """);

    [Fact]
    public Task Nothing_is_offered_for_the_event_of_a_property_or_a_record_without_parameters() => FixTest<MoveIntoEventCodeFixProvider>.LeavesAlone(
        """
        [Entity]
        public partial class Ticket
        {
            [Event] public partial Ticket();
            public string Machine { get; private set; } = "";
            [Event] public partial int Seat { get; set; }
            private partial void WhenSeatChanged(int seat) => Machine = {|ESG021:Environment.MachineName|};
            [Event] public sealed partial record Refused { public int Number { get; init; } }
            private partial void When(Refused e) => Machine = {|ESG021:Environment.MachineName|};
        }
        """);

    [Fact]
    public Task Nothing_is_offered_for_what_an_event_cannot_hold_or_a_caller_cannot_give() => FixTest<MoveIntoEventCodeFixProvider>.LeavesAlone(
        """
        [Entity]
        public partial class Ticket
        {
            [Event] public partial Ticket(string name);
            private partial void WhenCreated(string name) => Text = {|ESG021:name.ToUpper()|};
            public string Text { get; private set; }
            private int _number;
            private static int s_count;
            [Event("Issued")] public partial void Issue(decimal amount);
            private async partial void WhenIssued(decimal amount)
            {
                Text = {|ESG021:amount.ToString()|};
                Text = {|ESG021:_number.ToString()|};
                _number = {|ESG021:s_count|};
                object random = {|ESG021:new Random()|};
                {|ESG021:Console.WriteLine()|};
                Text = $"{|ESG021:{amount}|}";
                {|ESG021:await {|ESG021:System.Threading.Tasks.Task.Yield()|}|};
                Helper();
            }
            private void Helper() => Text = {|ESG021:Environment.MachineName|};
            [Event] public sealed partial record Refused(int Number);
            private partial void When(Refused e) => Text = {|ESG021:e.Number.ToString()|};
        }
        """);
}
