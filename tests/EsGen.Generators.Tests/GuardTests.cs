using Xunit;

namespace EsGen.Generators.Tests;

/// <summary>What runs, and what doesn't, before an event is made.</summary>
public sealed class GuardTests
{
    private const string Thing = """
        [Entity] public partial class Thing
        {
            [Event] public partial Thing(string name, List<int>? numbers = null);
            partial void GuardCreated(string name, List<int>? numbers) => Check(name.Length > 0);

            [Event] public partial string Name { get; set; }
            partial void GuardNameChanged(string name) => Check(name.Length > 0 && name != Name);

            [Event] public partial List<int>? Numbers { get; set; }
            partial void GuardNumbersChanged(List<int>? numbers) { numbers?.Add(99); Check(true); }

            [Event("Poked")] public partial void Poke(int times);
            private partial void WhenPoked(int times) => Pokes += times;
            partial void GuardPoked(int times) => Check(times > 0);
            public int Pokes { get; private set; }

            [Event] public sealed partial record Prodded(int Times);
            private partial void When(Prodded e) => Pokes += e.Times;
            partial void Guard(Prodded e) => Check(e.Times > 0);
            public void RaisePoked(int times) => Raise(new Poked(times));
            public void RaiseProdded(int times) => Raise(new Prodded(times));
            public void RaiseCreated() => Raise(new Created("again"));

            [Discard] public partial void Discard();
            partial void GuardDiscarded() => Check(Pokes > 0);

            [ThreadStatic] public static int Checks;
            private static void Check(bool isFine)
            {
                Checks++;
                if (!isFine) throw new ArgumentException("refused");
            }
        }
        """;

    [Fact]
    public void A_guard_runs_before_the_event_and_can_refuse_it() => Scenario.Run(
        Thing,
        """
        Assert.Throws<ArgumentException>(() => new Thing(""));
        Thing thing = new("a");
        Assert.Throws<ArgumentException>(() => thing.Poke(0));
        Assert.Throws<ArgumentException>(() => thing.RaisePoked(0));
        Assert.Throws<ArgumentException>(() => thing.RaiseProdded(0));
        Assert.Throws<ArgumentException>(() => thing.Discard());
        Assert.Equal((1, false, 1), (thing.Version, thing.IsFaulted, thing.PendingEvents.Count));
        thing.Poke(1);
        thing.RaisePoked(2);
        thing.RaiseProdded(3);
        Assert.Equal(6, thing.Pokes);
        thing.Discard();
        Assert.True(thing.IsDiscarded);
        """);

    [Fact]
    public void A_property_s_guard_takes_the_new_value() => Scenario.Run(
        Thing,
        """
        Thing thing = new("a");
        Assert.Throws<ArgumentException>(() => thing.Name = "");
        Assert.Equal("a", thing.Name);
        thing.Name = "b";
        Assert.Equal("b", thing.Name);
        """);

    [Fact]
    public void Setting_an_equal_value_asks_no_guard_and_makes_no_event() => Scenario.Run(
        Thing,
        """
        Thing thing = new("a", [1, 2]);
        int checks = Thing.Checks;
        thing.Name = new string('a', 1);
        thing.Numbers = [1, 2];
        Assert.Equal(checks, Thing.Checks);
        Assert.Equal(1, thing.Version);
        thing.Numbers = [1, 3];
        thing.Numbers = null;
        thing.Numbers = null;
        Assert.Equal(3, thing.Version);
        """);

    [Fact]
    public void A_guard_never_runs_on_replay() => Scenario.Run(
        Thing,
        """
        Thing thing = new("a");
        thing.Poke(1);
        int checks = Thing.Checks;
        Thing? again = Thing.Replay(thing.Id, thing.PendingEvents);
        again = Thing.Mutate(again, new Thing.Prodded(-5), new EventContext(thing.Id, 2, DateTimeOffset.UnixEpoch));
        Assert.Equal(-4, again!.Pokes);
        Assert.Equal(checks, Thing.Checks);
        """);

    [Fact]
    public void A_guard_that_changes_a_list_changes_neither_the_event_nor_the_state() => Scenario.Run(
        Thing,
        """
        Thing thing = new("a");
        thing.Numbers = [1];
        Assert.Equal([1], thing.Numbers!);
        Assert.Equal("{\"numbers\":[1]}", Data(thing)[1]);
        """);

    [Fact]
    public void A_creating_event_can_t_be_raised_again() => Scenario.Run(
        Thing,
        """
        Thing thing = new("a");
        Assert.Throws<InvalidOperationException>(thing.RaiseCreated);
        Assert.Equal(("a", false), (thing.Name, thing.IsFaulted));
        """);

    [Fact]
    public void A_command_in_a_When_method_is_refused_and_faults_the_instance() => Scenario.Run(
        """
        [Entity] public partial class Thing
        {
            [Event] public partial Thing();
            [Event("Poked")] public partial void Poke();
            private partial void WhenPoked() => Poke();
        }
        """,
        """
        Thing thing = new();
        Assert.Throws<InvalidOperationException>(thing.Poke);
        Assert.True(thing.IsFaulted);
        Assert.Throws<EntityFaultedException>(thing.Poke);
        """);

    [Theory]
    [InlineData("public bool GuardPoked(int times) => times > 0;")]
    [InlineData("public static void GuardPoked(int times) { }")]
    [InlineData("private partial bool GuardPoked(int times) => times > 0;")]
    [InlineData("public int WhenPoked(int times) => times;")]
    [InlineData("private partial int WhenPoked(int times) => times;")]
    [InlineData("public static void WhenPoked(int times) { }")]
    [InlineData("private partial void WhenPoked(string times) { }")]
    public void A_hook_of_another_shape_is_our_error_and_none_of_the_compiler_s(string hook)
    {
        GeneratedCode generated = Harness.Run(Harness.Compile($$"""
            [Entity] public partial class Thing
            {
                [Event] public partial Thing();
                [Event("Poked")] public partial void Poke(int times);
                public int Times { get; private set; }
                {{hook}}
            }
            """));
        Assert.Empty(generated.GetCompilerErrors());
        Assert.Equal(["ESG025"], generated.GetAnalyzerDiagnostics(new EntityDeclarationAnalyzer()).Select(static d => d.Id));
    }

    [Theory]
    [InlineData("public void WhenPoked() { }")]
    [InlineData("public bool GuardPoked() => true;")]
    [InlineData("public void Guard() { }")]
    [InlineData("public DateTime When(string text) => DateTime.Parse(text, null);")]
    [InlineData("public bool WhenReady => true;")]
    public void A_member_that_only_begins_like_a_hook_is_left_alone(string member) => Harness.RunClean($$"""
        [Entity] public partial class Thing
        {
            [Event] public partial Thing();
            [Event("Poked")] public partial void Poke(int times);
            public int Times { get; private set; }
            {{member}}
        }
        """);
}
