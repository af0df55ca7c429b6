using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace EsGen.Analyzers.Tests;

/// <summary>ESG021: a mutator arm must come out the same on every replay.</summary>
public sealed class DeterminismTests
{
    private const string Clock = "it reads the clock";
    private const string Zone = "it depends on the machine's time zone";
    private const string RandomNumbers = "random numbers come out differently each time";
    private const string NewId = "a new id comes out differently each time";
    private const string Machine = "it depends on the machine and the process";
    private const string Process = "it depends on the process";
    private const string Hash = "hash codes differ from process to process";
    private const string MachineCulture = "it depends on the machine's culture";
    private const string Ordinal = "it depends on the machine's culture; use string.CompareOrdinal";
    private const string Comparison = "it depends on the machine's culture; give a StringComparison";
    private const string Culture = "it depends on the machine's culture; give CultureInfo.InvariantCulture";
    private const string Outside = "it reaches outside of the event";
    private const string Threads = "it depends on what other threads do";
    private const string OtherEntity = "another entity may have changed by the next replay";
    private const string Static = "static state changes without an event";

    [Fact]
    public Task Texts_that_are_sorted_by_a_comparer_and_caches_that_arms_only_write_are_right() => Rule.IsNotReported(
        """
        [Aggregate]
        public partial class Thing
        {
            private readonly SortedSet<string> _names = new(StringComparer.Ordinal);
            private readonly SortedDictionary<int, string> _byNumber = [];
            [NotRecorded] private readonly Dictionary<string, int> _index = [];
            [NotRecorded] private int? _cached;
            [NotRecorded] private int _hits;

            [Event] public partial Thing();
            public string All { get; private set; } = "";
            public DateTimeOffset At { get; private set; }
            public DateTimeOffset Before { get; private set; }
            public int Total() => _cached ??= _index.Count + _hits + _byNumber.Count;

            [Event("Added")] public partial void Add(string[] names, DateTimeOffset at, DateTime day, int[] numbers);
            private partial void WhenAdded(string[] names, DateTimeOffset at, DateTime day, int[] numbers)
            {
                _names.UnionWith(names);
                _cached = null;
                _hits++;
                _index[names[0]] = 1;
                _index.Clear();
                Before = At;
                At = at > Before ? at : new DateTimeOffset(day, TimeSpan.Zero);
                All = string.Concat(names.Order(StringComparer.Ordinal)) + (numbers.Order().First() > 0 ? "a" : "b") + Rates.Standard.Name + Rates.Standard.Fixed
                    + char.ToLowerInvariant(names[0][0]) + new System.Text.StringBuilder().Append(names[0]).Append('c') + names.OrderBy(static name => name.Length).First();
            }
        }

        public sealed class Rates
        {
            public static readonly Rates Standard = new() { Name = "a" };
            public string Name { get; init; } = "";
            public string Fixed { get; private set; } = "x";
        }
        """);

    [Fact]
    public Task What_comes_out_differently_is_reported()
    {
        (string Expression, string Name, string Reason)[] uses =
        [
            ("DateTime.Now", "DateTime.Now", Clock),
            ("DateTime.UtcNow", "DateTime.UtcNow", Clock),
            ("DateTime.Today", "DateTime.Today", Clock),
            ("DateTimeOffset.Now", "DateTimeOffset.Now", Clock),
            ("DateTimeOffset.UtcNow", "DateTimeOffset.UtcNow", Clock),
            ("TimeProvider.System.GetUtcNow()", "TimeProvider.GetUtcNow", Clock),
            ("System.Diagnostics.Stopwatch.GetTimestamp()", "Stopwatch.GetTimestamp", Clock),
            ("Environment.TickCount64", "Environment.TickCount64", Clock),
            ("TimeZoneInfo.Local", "TimeZoneInfo.Local", Zone),
            ("default(DateTime).ToLocalTime()", "DateTime.ToLocalTime", Zone),
            ("default(DateTimeOffset).LocalDateTime", "DateTimeOffset.LocalDateTime", Zone),
            ("new Random()", "new Random", RandomNumbers),
            ("Random.Shared.Next(1, 7)", "Random.Next", RandomNumbers),
            ("System.Security.Cryptography.RandomNumberGenerator.GetInt32(7)", "RandomNumberGenerator.GetInt32", RandomNumbers),
            ("Guid.NewGuid()", "Guid.NewGuid", NewId),
            ("Guid.CreateVersion7()", "Guid.CreateVersion7", NewId),
            ("Path.GetRandomFileName()", "Path.GetRandomFileName", "random names come out differently each time"),
            ("Environment.MachineName", "Environment.MachineName", Machine),
            ("Environment.GetEnvironmentVariable(\"X\")", "Environment.GetEnvironmentVariable", Machine),
            ("Environment.NewLine", "Environment.NewLine", Machine),
            ("AppContext.BaseDirectory", "AppContext.BaseDirectory", Process),
            ("System.Diagnostics.Process.GetCurrentProcess()", "Process.GetCurrentProcess", Process),
            ("System.Runtime.InteropServices.RuntimeInformation.OSDescription", "RuntimeInformation.OSDescription", "it depends on the machine"),
            ("\"x\".GetHashCode()", "String.GetHashCode", Hash),
            ("new object().GetHashCode()", "Object.GetHashCode", Hash),
            ("HashCode.Combine(1, 2)", "HashCode.Combine", Hash),
            ("GC.GetTotalMemory(false)", "GC.GetTotalMemory", Process),
            ("System.Globalization.CultureInfo.CurrentCulture", "CultureInfo.CurrentCulture", MachineCulture),
            ("StringComparer.CurrentCulture", "StringComparer.CurrentCulture", MachineCulture),
            ("StringComparison.CurrentCultureIgnoreCase", "StringComparison.CurrentCultureIgnoreCase", MachineCulture),
            ("text.ToUpper()", "String.ToUpper", "it depends on the machine's culture; use ToUpperInvariant"),
            ("text.CompareTo(\"y\")", "String.CompareTo", Ordinal),
            ("string.Compare(text, \"y\")", "String.Compare", Ordinal),
            ("text.StartsWith(\"y\")", "String.StartsWith", Comparison),
            ("text.IndexOf(\"y\")", "String.IndexOf", Comparison),
            ("number.ToString()", "Int32.ToString", Culture),
            ("amount.ToString(\"N2\")", "Decimal.ToString", Culture),
            ("when.ToString(\"d\")", "DateTimeOffset.ToString", Culture),
            ("decimal.Parse(text)", "Decimal.Parse", Culture),
            ("double.TryParse(text, out _)", "Double.TryParse", Culture),
            ("DateTime.Parse(text)", "DateTime.Parse", Culture),
            ("string.Format(\"{0}\", amount)", "String.Format", Culture),
            ("string.Join(',', numbers)", "String.Join", Culture),
            ("Convert.ToString(amount)", "Convert.ToString", Culture),
            ("Convert.ToDecimal(text)", "Convert.ToDecimal", Culture),
            ("File.ReadAllText(\"x\")", "File.ReadAllText", Outside),
            ("new FileInfo(\"x\")", "new FileInfo", Outside),
            ("new System.Net.Http.HttpClient()", "new HttpClient", Outside),
            ("System.Net.Dns.GetHostName()", "Dns.GetHostName", Outside),
            ("Console.ReadLine()", "Console.ReadLine", Outside),
            ("default(IServiceProvider)!.GetService(typeof(int))", "IServiceProvider.GetService", Outside),
            ("Thread.CurrentThread", "Thread.CurrentThread", Threads),
            ("Task.FromResult(1).Result", "Task.Result", Threads),
            ("Task.Run(() => 1)", "Task.Run", Threads),
            ("default(EventSourcedRepository<Thing>)!.Contains(default)", "EventSourcedRepository.Contains", OtherEntity),
            ("s_made", "Thing.s_made", Static),
            ("Made", "Thing.Made", Static),
            ("Settings.Current", "Settings.Current", Static),
        ];
        return Reported(
            string.Join("\n        ", uses.Select(static use => $"_ = {{|ESG021:{use.Expression}|}};")),
            [.. uses.Select(static use => Message(use.Name, use.Reason))]);
    }

    [Fact]
    public Task One_report_is_enough_for_what_is_wrong_in_several_steps() => Reported(
        "_ = {|ESG021:Task.FromResult(Task.FromResult(1).Result).GetAwaiter()|}.GetResult();",
        Message("Task.GetAwaiter", Threads));

    [Fact]
    public Task Text_in_the_machines_culture_is_reported() => Reported(
        """
        text = {|ESG021:number|} + text;
                text = text + {|ESG021:amount|} + 'c' + true + "x";
                text += {|ESG021:amount|};
                text = $"{text} {|ESG021:{amount:N2}|}";
                text = $"{|ESG021:{when}|} {Guid.Empty} {true}";
                text = $"{|ESG021:{maybe}|}";
                new System.Text.StringBuilder().Append($"{|ESG021:{amount}|}");
                text = string.Create(null, $"{number}") + {|ESG021:amount|};
        """,
        [.. new List<string> { "number", "amount", "amount", "amount", "when", "maybe", "amount", "amount" }.Select(static name => Message(name, Culture))]);

    [Fact]
    public Task What_follows_from_the_event_alone_is_not_reported() => Rule.IsNotReported(InArm(
        """
        text = amount.ToString(System.Globalization.CultureInfo.InvariantCulture);
                amount = decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
                text = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{amount:N2}");
                text = FormattableString.Invariant($"{amount:N2} {when}");
                text = $"{when:O} {number:X4} {text} {Guid.Empty} {DayOfWeek.Monday} {'c'} {TimeSpan.Zero}";
                text = when.ToString("O") + number.ToString("x") + "a" + 'c' + true + 5;
                text = text.ToUpperInvariant() + text.Trim() + string.Join(',', new[] { text });
                number = string.CompareOrdinal(text, "y") + (text.StartsWith("y", StringComparison.Ordinal) ? 1 : 0) + text.IndexOf('y');
                when = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(1); when = DateTimeOffset.MinValue;
                Guid id = new(text); id = Guid.Parse(text); id = Guid.Empty;
                Uri uri = new(text); text = Path.GetFileName(text); text = Path.Combine(text, text);
                number = Math.Max(1, numbers.Sum()) + s_names.Count + Limit; text = string.Empty + s_names[0];
                using MemoryStream stream = new(); stream.WriteByte(1); using StringReader reader = new(text);
                System.Diagnostics.Debug.Assert(number > 0); lock (numbers) { }
                text = nameof(DateTime.Now) + typeof(Random).Name;
                CancellationToken token = default; _ = token.IsCancellationRequested; _ = System.Net.IPAddress.Loopback;
                numbers.Sort((left, right) => left.CompareTo(right)); numbers.Add(1);
        """));

    [Fact]
    public Task An_arm_must_not_wait() => Rule.AreReported(
        """
        [Entity]
        public partial class Thing
        {
            [Event] public partial Thing();
            [Event("Done")] public partial void Do();
            private async partial void WhenDone()
            {
                {|ESG021:await default(ValueTask)|};
            }
        }
        """,
        ["'await' must not be used in a mutator arm: the rest would run after the mutator has returned. Let the command find the value, and record it as a field of the event"]);

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
    public Task A_banned_method_is_banned_as_a_method_group_too() => Reported(
        "Func<Guid> next = {|ESG021:Guid.NewGuid|}; Func<string, decimal> parse = {|ESG021:decimal.Parse|};",
        Message("Guid.NewGuid", NewId),
        Message("Decimal.Parse", Culture));

    [Fact]
    public Task A_banned_type_bans_what_overrides_its_members() => Reported(
        "_ = {|ESG021:new Fixed().GetUtcNow()|};",
        Message("Fixed.GetUtcNow", Clock));

    [Fact]
    public Task Static_collections_must_not_be_changed() => Reported(
        "{|ESG021:s_names.Add(text)|};",
        Message("Thing.s_names", Static));

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
    public Task Commands_and_guards_may_use_what_they_like() => Rule.IsNotReported(
        """
        [Entity]
        public partial class Thing
        {
            [Event] public partial Thing();
            public DateTimeOffset At { get; private set; }
            [Event("Done")] public partial void Do(DateTimeOffset at);
            partial void GuardDone(DateTimeOffset at) => ArgumentOutOfRangeException.ThrowIfGreaterThan(at, DateTimeOffset.Now);
            private partial void WhenDone(DateTimeOffset at, EventContext context) => At = context.Timestamp;
            public void DoNow() => Do(DateTimeOffset.UtcNow);
            public async Task DoLater() { await Task.Delay(1); Do(TimeProvider.System.GetUtcNow()); }
        }
        """);

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

    private static string Message(string name, string reason) =>
        $"'{name}' must not be used in a mutator arm: {reason}. Let the command find the value, and record it as a field of the event";

    private static Task Reported(string arm, params string[] messages) => Rule.AreReported(InArm(arm), messages);

    private static string InArm(string arm) => $$"""
        #pragma warning disable CS0162, CS0169, CS0219, CS0414, CS0649, CS1718
        public static class Settings { public static string Current { get; set; } = ""; }

        public sealed class Fixed : TimeProvider { public override DateTimeOffset GetUtcNow() => default; }

        [Entity]
        public partial class Thing
        {
            private const int Limit = 5;
            private static int s_made;
            private static readonly List<string> s_names = ["x"];
            public static int Made { get; private set; }

            [Event] public partial Thing();

            [Event("Done")] public partial void Do();

            private partial void WhenDone()
            {
                string text = "x";
                int number = 1;
                int? maybe = null;
                decimal amount = 1;
                DateTimeOffset when = default;
                List<int> numbers = [];
                {{arm}}
            }
        }
        """;
}
