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
}
