using EsGen.CodeFixes;
using Xunit;

namespace EsGen.Analyzers.Tests;

public sealed class CallCommandTests
{
    private const string Entity =
        """

            [Event("Added")] public partial void Add(int number, string text);
            private partial void WhenAdded(int number, string text, EventContext context) => Total += number;

            [Event] public sealed partial record Refused(int Reason);
            private partial void When(Refused e) { }

            [Event] public partial int Speed { get; set; }
            private partial void WhenSpeedChanged(int speed) => Speed = speed;

            [Event("Stopped")] public partial void Stop();
            private partial void WhenStopped() => Speed = 0;
        }
        """;

    private const string Start =
        """
        [Entity]
        public partial class Thing
        {
            [Event] public partial Thing();
            public int Total { get; private set; }

        """;

    [Fact]
    public Task The_command_takes_the_calls_place() => FixTest<CallCommandCodeFixProvider>.Changes(
        Start + """
            public void Command()
            {
                // Adds.
                {|ESG024:WhenAdded(1, "x", default)|}; // So.
                {|ESG024:this.When(new Refused( 1 ))|};
                {|ESG024:WhenSpeedChanged(Total + 1)|};
                Action stop = () => {|ESG024:WhenStopped()|};
            }
        """ + Entity,
        Start + """
            public void Command()
            {
                // Adds.
                Add(1, "x"); // So.
                this.Raise(new Refused( 1 ));
                Speed = Total + 1;
                Action stop = () => Stop();
            }
        """ + Entity,
        fixes: 4);

    [Fact]
    public Task Nothing_is_offered_where_no_event_may_happen_or_none_can_be_called() => FixTest<CallCommandCodeFixProvider>.LeavesAlone(
        Start + """
            [Event("Reset")] public partial void Clear();
            private partial void WhenReset() => {|ESG024:WhenStopped()|};
            partial void GuardAdded(int number, string text) { }
            public void Command()
            {
                {|ESG024:GuardAdded(1, "x")|};
                {|ESG024:WhenAdded(text: "x", number: 1, context: default)|};
            }
        """ + Entity);
}
