using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;
using static EsGen.Analyzers.Tests.Determinism;

namespace EsGen.Analyzers.Tests;

/// <summary>ESG021: a mutator arm must come out the same on every replay.</summary>
public sealed class DeterminismTests
{
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
}
