using EsGen.CodeFixes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Xunit;

namespace EsGen.Analyzers.Tests;

/// <summary>Where no value is moved into an event.</summary>
public sealed class MoveIntoEventLimitsTests
{
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
