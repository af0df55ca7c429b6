using EsGen.CodeFixes;
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
    public Task Nothing_is_offered_for_what_an_event_cannot_hold_or_a_caller_cannot_give() => FixTest<MoveIntoEventCodeFixProvider>.LeavesAlone(
        """
        [Entity]
        public partial class Ticket
        {
            [Event] public partial Ticket(string name);
            private partial void WhenCreated(string name) => Text = {|ESG021:Environment.MachineName|};
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
            private partial void When(Refused e) => Text = {|ESG021:Environment.MachineName|};
        }
        """);
}
