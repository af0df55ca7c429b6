using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;
using static EsGen.Analyzers.Tests.Determinism;

namespace EsGen.Analyzers.Tests;

/// <summary>Code that an arm reaches, and what a project bans itself.</summary>
public sealed class DeterminismOfReachedCodeTests
{
    [Fact]
    public Task A_helper_that_an_arm_reaches_is_part_of_it() => Rule.AreReported(
        """
        [Entity]
        public partial class Thing
        {
            [Event] public partial Thing();
            private DateTime _at;
            private Guid _id;
            public string Describe() => $"{_at:O} {_id} {DateTime.Now}";

            [Event("Done")] public partial void Do();
            private partial void WhenDone() { Deeper(); _id = NextId; Func<DateTime> now = Now; _at = now(); }
            private void Deeper() => _at = {|ESG021:DateTime.UtcNow|};
            private static Guid NextId => {|ESG021:Guid.NewGuid()|};
            private static DateTime Now() => {|ESG021:DateTime.Now|};
            private static DateTime NotReached() => DateTime.Now;
        }
        """,
        [
            "'DateTime.UtcNow' must not be used in a mutator arm: it reads the clock. Let the command find the value, and record it as a field of the event",
            "'Guid.NewGuid' must not be used in a mutator arm: a new id comes out differently each time. Let the command find the value, and record it as a field of the event",
            "'DateTime.Now' must not be used in a mutator arm: it reads the clock. Let the command find the value, and record it as a field of the event",
        ]);

    [Fact]
    public Task Initializers_run_on_replay_too() => Rule.AreReported(
        """
        [Entity]
        public partial class Thing
        {
            [Event] public partial Thing();
            private readonly DateTime _made = {|ESG021:DateTime.UtcNow|};
            public Guid Token { get; } = {|ESG021:Guid.NewGuid()|};
            [NotRecorded] private readonly Random _random = new();
            private static readonly DateTime s_started = DateTime.UtcNow;
            private static readonly Dictionary<int, int> s_table = new() { [1] = Environment.ProcessorCount };
            public string Text => $"{_made:O} {_random} {s_started:O} {s_table}";
        }
        """,
        [
            "'DateTime.UtcNow' must not be used in an initializer: it reads the clock. Let the command find the value, and record it as a field of the event",
            "'Guid.NewGuid' must not be used in an initializer: a new id comes out differently each time. Let the command find the value, and record it as a field of the event",
        ]);

    [Fact]
    public async Task The_users_own_list_adds_to_ours_and_takes_from_it()
    {
        const string Source =
            """
            namespace Shop.Legacy { public static class Prices { public static int Of(string item) => 1; } }

            namespace Shop
            {
                public static class Calculator { public static int Tax(int amount) => amount; public static int Fee => 1; }

                [Entity]
                public partial class Thing
                {
                    [Event] public partial Thing();
                    private int _total;
                    public int Get() => _total;
                    [Event("Done")] public partial void Do();
                    private partial void WhenDone()
                    {
                        _total = Legacy.Prices.Of("a");
                        _total = Calculator.Tax(1) + Calculator.Fee;
                        _total = Environment.ProcessorCount;
                        Console.WriteLine();
                    }
                }
            }
            """;
        UserBuild build = await UserBuild.Run([Source], additionalFiles: new TextFile(
            "/project/EsGen.BannedMembers.txt",
            """
            # Ours.
            N:Shop.Legacy;prices change
            M:Shop.Calculator.Tax(System.Int32)

            !T:System.Environment
            !M:System.Console.WriteLine
            not an id
            """));
        Assert.Equal(
            [
                "'Prices.Of' must not be used in a mutator arm: prices change. Let the command find the value, and record it as a field of the event",
                "'Calculator.Tax' must not be used in a mutator arm: the project forbids it. Let the command find the value, and record it as a field of the event",
            ],
            build.OfTheAnalyzer.Select(static diagnostic => diagnostic.GetMessage(null)));
    }

    // Its source is at hand there, but can't be bound in this compilation.
    [Fact]
    public async Task Code_of_another_project_of_the_solution_is_not_followed()
    {
        CSharpCompilation shared = UserBuild.Compile(
            [CSharpSyntaxTree.ParseText("namespace Shared { public readonly record struct Money(decimal Amount) { public static Money Now => new(DateTime.Now.Ticks); } }", path: "/shared/Money.cs")],
            CSharpParseOptions.Default).WithAssemblyName("Shared");
        UserBuild build = await UserBuild.Run(
            [
                """
                [Entity]
                public partial class Thing
                {
                    [Event] public partial Thing();
                    public Shared.Money Balance { get; private set; }
                    [Event("Paid")] public partial void Pay(decimal amount);
                    private partial void WhenPaid(decimal amount)
                    {
                        Balance = new Shared.Money(amount);
                        Balance = Shared.Money.Now;
                    }
                    public void Reset() => Balance = default;
                }
                """,
            ],
            reference: shared.ToMetadataReference());

        Assert.Equal(["ESG020"], build.OfTheAnalyzer.Select(static diagnostic => diagnostic.Id));
        Assert.Empty(build.OfTheCompiler);
    }

    [Fact]
    public async Task Members_of_an_extension_block_are_called_by_the_class_around_it()
    {
        UserBuild build = await UserBuild.Run(
            [
                """
                public static class Ext
                {
                    extension(DateTime)
                    {
                        public static DateTime Noon => DateTime.Today.AddHours(12);
                        public static DateTime At(int hour) => DateTime.Today.AddHours(hour);
                    }
                }

                [Entity]
                public partial class Thing
                {
                    [Event] public partial Thing();
                    public DateTime On { get; private set; }
                    [Event("Done")] public partial void Do();
                    private partial void WhenDone() => On = DateTime.Noon;
                    [Event("Redone")] public partial void Redo();
                    private partial void WhenRedone() => On = DateTime.At(1);
                }
                """,
            ]);

        Assert.Equal(
            ["'Ext.Noon', which the mutator arm 'WhenDone' reaches", "'Ext.At', which the mutator arm 'WhenRedone' reaches"],
            build.OfTheAnalyzer.Where(static diagnostic => diagnostic.Id == "ESG021").Select(static diagnostic => diagnostic.GetMessage(null).Split(" must not be used in ")[1].Split(": ")[0]));
    }
}
