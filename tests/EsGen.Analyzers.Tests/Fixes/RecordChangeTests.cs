using EsGen.CodeFixes;
using Xunit;

namespace EsGen.Analyzers.Tests;

public sealed class RecordChangeTests
{
    [Fact]
    public Task An_assignment_becomes_an_event_of_its_own() => FixTest<RecordChangeCodeFixProvider>.Changes(
        """
        [Aggregate]
        public partial class Account
        {
            [Event("Opened")] public partial Account();

            private int _count;

            public string? Owner { get; private set; }

            public DayOfWeek? Day { get => field; private set; }

            /// <summary>Hands over.</summary>
            public void HandOver(string? heir, bool really)
            {
                if (really)
                {
                    // The heir gets it.
                    {|ESG020:Owner = heir|}; // So.
                }

                {|ESG020:this._count += 1|};
            }

            public void Meet(DayOfWeek day) => {|ESG020:Day = day|};
        }
        """,
        """
        [Aggregate]
        public partial class Account
        {
            [Event("Opened")] public partial Account();

            private int _count;

            public string? Owner { get; private set; }

            public DayOfWeek? Day { get => field; private set; }

            /// <summary>Hands over.</summary>
            public void HandOver(string? heir, bool really)
            {
                if (really)
                {
                    // The heir gets it.
                    RecordOwnerChanged(heir); // So.
                }

                RecordCountChanged(this._count + 1);
            }

            [Event("CountChanged")] private partial void RecordCountChanged(int count);

            private partial void WhenCountChanged(int count) => _count = count;

            [Event("OwnerChanged")] private partial void RecordOwnerChanged(string? owner);

            private partial void WhenOwnerChanged(string? owner) => Owner = owner;

            public void Meet(DayOfWeek day) => RecordDayChanged(day);

            [Event("DayChanged")] private partial void RecordDayChanged(DayOfWeek? day);

            private partial void WhenDayChanged(DayOfWeek? day) => Day = day;
        }
        """,
        fixes: 3);

    [Fact]
    public Task One_event_serves_every_assignment_to_one_property() => FixTest<RecordChangeCodeFixProvider>.Changes(
        """
        [Entity]
        public partial class Thing
        {
            [Event] public partial Thing();
            private byte level;
            public byte Get() => level;

            public void Up(byte by, List<byte> many)
            {
                {|ESG020:level++|};
                {|ESG020:--level|};
                {|ESG020:level *= (byte)(by + 1)|};
                many.ForEach(b => {|ESG020:level = b|});
            }
        }
        """,
        """
        [Entity]
        public partial class Thing
        {
            [Event] public partial Thing();
            private byte level;
            public byte Get() => level;

            public void Up(byte by, List<byte> many)
            {
                RecordLevelChanged((byte)(level + 1));
                RecordLevelChanged((byte)(level - 1));
                RecordLevelChanged((byte)(level * ((byte)(by + 1))));
                many.ForEach(b => RecordLevelChanged(b));
            }

            [Event("LevelChanged")] private partial void RecordLevelChanged(byte level);

            private partial void WhenLevelChanged(byte level) => this.level = level;
        }
        """,
        fixes: 4);

    [Fact]
    public Task A_taken_name_gets_a_number() => FixTest<RecordChangeCodeFixProvider>.Changes(
        """
        [Entity]
        public partial class Thing
        {
            [Event] public partial Thing();
            public int Count { get; private set; }
            public bool CountChanged() => Count > 0;

            public void Up() { {|ESG020:Count++|}; }
        }
        """,
        """
        [Entity]
        public partial class Thing
        {
            [Event] public partial Thing();
            public int Count { get; private set; }
            public bool CountChanged() => Count > 0;

            public void Up() { RecordCountChanged2(Count + 1); }

            [Event("CountChanged2")] private partial void RecordCountChanged2(int count);

            private partial void WhenCountChanged2(int count) => Count = count;
        }
        """);

    [Fact]
    public Task Nothing_is_offered_where_the_event_would_be_wrong() => FixTest<RecordChangeCodeFixProvider>.LeavesAlone(
        """
        [Entity]
        public partial class Thing
        {
            [Event] public partial Thing();
            private int _count;
            private int _shared;
            private string? _text;
            private object? _any;
            private readonly List<int> _numbers = [];
            public Action? Place { get; private set; }
            public int Open { get; set; }

            public int Command(Thing other)
            {
                int used = {|ESG020:_count = 1|};
                {|ESG020:_text ??= ""|};
                {|ESG020:_any = other|};
                {|ESG020:_numbers.Add(1)|};
                {|ESG020:other._count = 2|};
                {|ESG020:Place = Shared|};
                {|ESG020:{|ESG020:(_count, _text) = (1, "")|}|};
                int.TryParse("1", {|ESG020:out _count|});
                while ({|ESG020:_count++|} < 5) { }
                Shared();
                return used;
            }

            private void Shared() => {|ESG020:_shared = 1|};
            [Event("Done")] public partial void Do();
            private partial void WhenDone() => Shared();

            public sealed class Nested { public void Write(Thing thing) => {|ESG020:thing.Open = 1|}; }
        }

        public static class Outside { public static void Write(Thing thing) => {|ESG020:thing.Open = 1|}; }
        """);
}
