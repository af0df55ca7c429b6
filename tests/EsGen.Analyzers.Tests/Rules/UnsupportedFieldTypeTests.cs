using Xunit;

namespace EsGen.Analyzers.Tests;

/// <summary>ESG014.</summary>
public sealed class UnsupportedFieldTypeTests
{
    [Fact]
    public Task Types_that_can_not_be_written_down_are_reported_with_the_reason() => Rule.AreReported(
        """
        [Entity] public partial class Order
        {
            [Event] public partial Order(Stream {|ESG014:a|}, Action {|ESG014:b|}, Task<int> {|ESG014:c|}, object {|ESG014:d|}, IDisposable {|ESG014:e|}, Order {|ESG014:f|}, List<int[]> {|ESG014:g|}, int[,] {|ESG014:h|}, dynamic {|ESG014:i|}, Dictionary<string, int> {|ESG014:j|});
            [Event("Measured")] public partial void Measure(Span<int> {|ESG014:values|});
            [Event("Pointed")] public unsafe partial void Point(int* {|ESG014:value|});
            [Event] public partial Exception? {|ESG014:Error|} { get; set; }
            [Event] public sealed partial record Refused(Lazy<int> {|ESG014:Reason|}) { public Stream? {|ESG014:Text|} { get; init; } }
        }
        """,
        [
            "'a' can't be stored in an event: a stream is no value; store its content as byte[].",
            "'b' can't be stored in an event: a delegate is code, which can't be stored; store what it decides about.",
            "'c' can't be stored in an event: a task is not a result yet; await it before the command.",
            "'d' can't be stored in an event: an object can be anything; use a concrete type.",
            "'e' can't be stored in an event: an interface can be anything; use a concrete type, and IReadOnlyList<T> for a collection.",
            "'f' can't be stored in an event: an entity is not part of another's event; store its id.",
            "'g' can't be stored in an event: a collection of collections can't be stored; raise one event for each of them, or flatten it.",
            "'h' can't be stored in an event: only arrays of one dimension can be stored.",
            "'i' can't be stored in an event: an object can be anything; use a concrete type.",
            "'j' can't be stored in an event: Dictionary<string, int> is none of the types that EsGen can store. Spread it into fields of string, bool, char, numbers, Guid, dates and times, TimeSpan, Uri, byte[], enums, their nullables, and arrays, List, IReadOnlyList and ImmutableArray of them.",
            "'values' can't be stored in an event: a ref struct can't be kept; use an array or a list.",
            "'value' can't be stored in an event: a pointer means nothing in another process; store the value.",
            "'Error' can't be stored in an event: Exception? is none of the types that EsGen can store. Spread it into fields of string, bool, char, numbers, Guid, dates and times, TimeSpan, Uri, byte[], enums, their nullables, and arrays, List, IReadOnlyList and ImmutableArray of them.",
            "'Reason' can't be stored in an event: Lazy<int> is none of the types that EsGen can store. Spread it into fields of string, bool, char, numbers, Guid, dates and times, TimeSpan, Uri, byte[], enums, their nullables, and arrays, List, IReadOnlyList and ImmutableArray of them.",
            "'Text' can't be stored in an event: a stream is no value; store its content as byte[].",
        ]);

    [Fact]
    public Task Values_and_lists_of_them_are_not_reported() => Rule.IsNotReported(
        """
        [Entity] public partial class Order
        {
            [Event] public partial Order(string a, int? b, Guid c, DateTimeOffset d, DateOnly e, TimeSpan f, Uri g, byte[] h, DayOfWeek? i, List<string> j, IReadOnlyList<decimal?> k, System.Collections.Immutable.ImmutableArray<byte[]> l, char m, Half.Kind n);
            private partial void WhenCreated(string a, int? b, Guid c, DateTimeOffset d, DateOnly e, TimeSpan f, Uri g, byte[] h, DayOfWeek? i, List<string> j, IReadOnlyList<decimal?> k, System.Collections.Immutable.ImmutableArray<byte[]> l, char m, Half.Kind n) { }
            public void Read(Stream stream, Func<int> count) { }
        }

        public static class Half { public enum Kind { None } }
        """);
}
