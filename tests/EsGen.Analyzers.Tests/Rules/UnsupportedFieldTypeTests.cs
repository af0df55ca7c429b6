using Xunit;

namespace EsGen.Analyzers.Tests;

/// <summary>ESG014.</summary>
public sealed class UnsupportedFieldTypeTests
{
    /// <summary>An event with one field that can't be stored, and the type of the user's that it may be of.</summary>
    private static Task IsRefused(string type, string declarations, string reason) => Rule.IsReported(
        $$"""
        using System.Text.Json;
        using System.Text.Json.Serialization;
        [Aggregate] public partial class Order
        {
            [Event] public partial Order();
            [Event("Done")] public partial void Do({{type}} {|ESG014:value|});
            private partial void WhenDone({{type}} value) { }
        }
        {{declarations}}
        """,
        $"'value' can't be stored in an event: {reason}");

    [Fact]
    public Task A_generic_type_without_end_is_shown_two_levels_deep() => Rule.IsReported(
        """
        public sealed record Nest<T>(T Value, Nest<Nest<T>>? Inner);
        [Aggregate] public partial class Order { [Event] public partial Order(Nest<int> {|ESG014:nest|}); public Nest<int> Nest { get; private set; } }
        """,
        "'nest' can't be stored in an event: 'Inner' of Nest<int>: 'Inner' of Nest<Nest<int>>: Nest<T> is made of ever deeper types of its own kind, so that what is stored of it has no end; "
        + "use a type argument that stays the same.");

    [Fact]
    public Task Types_that_can_not_be_written_down_are_reported_with_the_reason() => Rule.AreReported(
        """
        [Entity] public partial class Order
        {
            [Event] public partial Order(Stream {|ESG014:a|}, Action {|ESG014:b|}, Task<int> {|ESG014:c|}, object {|ESG014:d|}, IDisposable {|ESG014:e|}, Order {|ESG014:f|}, int[,] {|ESG014:h|}, dynamic {|ESG014:i|}, Dictionary<string, Stream> {|ESG014:j|});
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
            "'e' can't be stored in an event: IDisposable is none of the types that EsGen can store; spread it into fields that can be stored, or declare an EventFieldConverter<IDisposable> for it with [EventFieldConverter].",
            "'f' can't be stored in an event: an entity is not part of another's event; store its id.",
            "'h' can't be stored in an event: only arrays of one dimension can be stored.",
            "'i' can't be stored in an event: an object can be anything; use a concrete type.",
            "'j' can't be stored in an event: a stream is no value; store its content as byte[].",
            "'values' can't be stored in an event: a ref struct can't be kept; use an array or a list.",
            "'value' can't be stored in an event: a pointer means nothing in another process; store the value.",
            "'Error' can't be stored in an event: Exception is none of the types that EsGen can store; spread it into fields that can be stored, or declare an EventFieldConverter<Exception> for it with [EventFieldConverter].",
            "'Reason' can't be stored in an event: Lazy<int> is none of the types that EsGen can store; spread it into fields that can be stored, or declare an EventFieldConverter<Lazy<int>> for it with [EventFieldConverter].",
            "'Text' can't be stored in an event: a stream is no value; store its content as byte[].",
        ]);

    [Theory]
    [InlineData("IShape", "public interface IShape;", "an interface can be anything; use a concrete type, IReadOnlyList<T> and the like for a collection, or declare its kinds with [JsonDerivedType] on it.")]
    [InlineData("IPrices", "public interface IPrices { decimal PriceOf(string sku); }", "IPrices is a service, and an event has only data; hand it to the method that needs it, and record what it answered.")]
    [InlineData("IRates", "public interface IBase { void Go(); } public interface IRates : IBase { int Count { get; } }", "IRates is a service, and an event has only data; hand it to the method that needs it, and record what it answered.")]
    [InlineData("IShape", "public interface IShape : IComparable<int> { int Size { get; } }", "an interface can be anything; use a concrete type, IReadOnlyList<T> and the like for a collection, or declare its kinds with [JsonDerivedType] on it.")]
    [InlineData("TimeProvider", "", "TimeProvider is a service, and an event has only data; hand it to the method that needs it, and record what it answered.")]
    [InlineData("CancellationToken", "", "a CancellationToken is nothing to remember; remove it, because nothing is awaited while an event happens.")]
    [InlineData("Shape", "public abstract record Shape;", "Shape is abstract; declare its kinds with [JsonDerivedType] on it.")]
    [InlineData("Other", "[Entity] public partial class Other { [Event] public partial Other(); }", "an entity is not part of another's event; store its id.")]
    [InlineData("IEnumerable<int>", "", "IEnumerable<int> is none of the types that EsGen can store; use IReadOnlyList<int>.")]
    [InlineData("List<IList<string?>>?", "", "IList<string?> is none of the types that EsGen can store; use IReadOnlyList<string?>.")]
    [InlineData("ISet<int>", "", "ISet<int> is none of the types that EsGen can store; use IReadOnlySet<int>.")]
    [InlineData("IDictionary<string, int>", "", "IDictionary<string, int> is none of the types that EsGen can store; use IReadOnlyDictionary<string, int>.")]
    [InlineData("SortedSet<int>", "", "SortedSet<int> is none of the types that EsGen can store; use IReadOnlySet<int>, and make a SortedSet of it where the order matters.")]
    [InlineData("SortedList<int, string>", "", "SortedList<int, string> is none of the types that EsGen can store; use IReadOnlyDictionary<int, string>, and make a SortedList of it where the order matters.")]
    [InlineData("SortedDictionary<int, string>", "", "SortedDictionary<int, string> is none of the types that EsGen can store; use IReadOnlyDictionary<int, string>, and make a SortedDictionary of it where the order matters.")]
    [InlineData("ImmutableSortedSet<int>", "", "ImmutableSortedSet<int> is none of the types that EsGen can store; use IReadOnlySet<int>, and make an ImmutableSortedSet of it where the order matters.")]
    [InlineData("OrderedDictionary<int, string>", "", "OrderedDictionary<int, string> is none of the types that EsGen can store; use IReadOnlyList<KeyValuePair<int, string>>, which keeps the order.")]
    [InlineData("System.Collections.IEnumerable", "", "IEnumerable is none of the types that EsGen can store; use IReadOnlyList<T> of what is in it.")]
    [InlineData("System.Collections.Hashtable", "", "Hashtable is none of the types that EsGen can store; use IReadOnlyDictionary<TKey, TValue> of what is in it.")]
    [InlineData("Dictionary<double, int>", "", "double can't be the key of a dictionary; use string, Guid, an integer, an enum or a struct around one of them, or a list of records.")]
    [InlineData("HashSet<int[]>", "", "int[] can't be in a set, because its values are not told apart by what is stored of them; use a list.")]
    [InlineData("(int, Stream)", "", "'Item2' of (int, Stream): a stream is no value; store its content as byte[].")]
    [InlineData("ValueTuple<int>", "", "a tuple of less than two elements can't be stored; use the element itself.")]
    public Task The_reason_says_what_to_use_instead(string type, string declarations, string reason) => IsRefused(type, declarations, reason);

    [Theory]
    [InlineData("public class Money { public decimal Amount { get; set; } }", "'Amount' of Money could be changed after the event was made; make it 'init' or get-only.")]
    [InlineData("public class Money { public decimal Amount; }", "'Amount' of Money could be changed after the event was made; make it readonly.")]
    [InlineData("public class Money { public Money(decimal value) { Amount = value; } public decimal Amount { get; } }", "the parameter 'value' of its constructor has no property of that name and type, so that Money could not be made again; add one.")]
    [InlineData("public class Money { public decimal Amount { get; } }", "'Amount' of Money would be lost: no parameter of its constructor matches it, and it can't be set with 'init'; add one of them, or mark it with [JsonIgnore].")]
    [InlineData("public record Money(decimal Amount) { private readonly int _scale = 2; }", "'_scale' of Money would be lost: nothing that is stored gives it; make it a property with 'init', or a get-only one with a parameter of the constructor, or mark it with [JsonIgnore].")]
    [InlineData("public record Money(decimal Amount) { protected int Scale { get; init; } }", "'Scale' of Money would be lost: it can't be read and set from Order; make it a property with 'init' that is internal or public, or mark it with [JsonIgnore].")]
    [InlineData("public class Money { private Money() { } public decimal Amount { get; init; } }", "'Amount' of Money is no parameter of the only constructor that could make it, which is not public; add the parameter, or make the constructor internal or public.")]
    [InlineData("public class Money { private Money(decimal value) { Amount = value; } public decimal Amount { get; } public static Money Of(decimal value) => new(value); }", "the parameter 'value' of its constructor has no property of that name and type, so that Money could not be made again; add one.")]
    [InlineData("public record Money { private Money(decimal amount) { Amount = amount; } private Money(string text) { Text = text; } private Money(int rank, string note) { } public decimal Amount { get; init; } public string Text { get; init; } = \"\"; }", "Money has several constructors that could make it again; mark one of them with [JsonConstructor].")]
    [InlineData("public record Money<T> { private Money(T amount) { Amount = amount; } public T Amount { get; } public static Money<T> Of(T amount) => new(amount); }", "Money<int> has no constructor that can be called from Order; give it one that is internal or public.", "Money<int>")]
    [InlineData("public record Money([property: JsonIgnore] decimal Amount, int Scale);", "'Amount' of Money is marked [JsonIgnore], but its constructor asks for it; give the parameter a default.")]
    [InlineData("public record Money(decimal Amount) { [JsonPropertyName(\"amount\")] public int Scale { get; init; } }", "'Scale' of Money has the JSON name of another member; give it one of its own with [JsonPropertyName].")]
    [InlineData("public class Money { public event Action? Changed; public int Scale { get; init; } }", "'Changed' of Money is an event, whose handlers can't be stored; remove it.")]
    [InlineData("public record Money(decimal Amount, Purse Purse); public record Purse(List<Money> Content, Stream Key);", "'Purse' of Money: 'Key' of Purse: a stream is no value; store its content as byte[].")]
    [InlineData("public class Money { public int Sum => 1; }", "Money has no members that could be stored; give it some.")]
    public Task An_object_must_be_one_that_can_be_made_again(string declaration, string reason, string type = "Money") => IsRefused(type, declaration, reason);

    [Theory]
    [InlineData("[JsonDerivedType(typeof(Circle))] public abstract record Shape; public record Circle : Shape;", "[JsonDerivedType(typeof(Circle))] on Shape gives no discriminator; give it a name: [JsonDerivedType(typeof(Circle), \"circle\")].")]
    [InlineData("[JsonDerivedType(typeof(Circle), \"a\"), JsonDerivedType(typeof(Square), \"a\")] public abstract record Shape; public record Circle : Shape; public record Square : Shape;", "two kinds of Shape have the discriminator 'a'; give each its own.")]
    [InlineData("[JsonDerivedType(typeof(Circle), \"a\")] public abstract record Shape; public record Circle;", "Circle is no Shape, though [JsonDerivedType] says so; remove it.")]
    [InlineData("[JsonDerivedType(typeof(Circle), \"a\")] public abstract record Shape; public abstract record Circle : Shape;", "Circle is abstract; declare the kinds that there are of it with [JsonDerivedType] on Shape.")]
    [InlineData("[JsonPolymorphic(TypeDiscriminatorPropertyName = \"kind\"), JsonDerivedType(typeof(Circle), \"a\")] public abstract record Shape; public record Circle(int Kind) : Shape;", "Circle has a member with the JSON name 'kind', which says of what kind a Shape is; give it another with [JsonPropertyName].")]
    public Task A_hierarchy_must_say_what_its_kinds_are(string declaration, string reason) => IsRefused("Shape", declaration, reason);

    [Theory]
    [InlineData("[EventFieldConverter(typeof(Converter))] public class Unseen; public class Converter;", "its converter Converter doesn't derive from EventFieldConverter<T>; let it.")]
    [InlineData("[EventFieldConverter(typeof(Converter))] public class Unseen; public abstract class Converter : EventFieldConverter<Unseen>;", "its converter Converter is abstract or an open generic; use a concrete class.")]
    [InlineData("[EventFieldConverter(typeof(Converter))] public class Unseen; public class Converter(int scale) : EventFieldConverter<Unseen> { public override void Write(Utf8JsonWriter writer, Unseen value) => writer.WriteNumberValue(scale); public override Unseen Read(ref Utf8JsonReader reader) => new(); }", "its converter Converter can't be made from Order; make it internal or public, with a constructor without parameters.")]
    public Task A_converter_must_be_one(string declaration, string reason) => IsRefused("Unseen", declaration, reason);

    [Fact]
    public Task A_type_must_be_within_reach() => Rule.AreReported(
        """
        public partial class Outer
        {
            private sealed class Far { private protected sealed record Hidden(int Value); }
            [Aggregate] private partial class Order
            {
                [Event] public partial Order();
                private sealed record Own(int Value);
                [Event("Done")] private partial void Do(Own own);
                private partial void WhenDone(Own own) { }
                [Event("Other")] private partial void Do([EventFieldConverter(typeof(int))] int {|ESG014:value|});
                private partial void WhenOther(int value) { }
            }
        }
        file sealed record Local(int Value);
        """,
        ["'value' can't be stored in an event: its converter Int32 is for another type; let it derive from EventFieldConverter<int>."]);

    [Fact]
    public Task What_is_not_stored_can_t_be_replayed() => Rule.AreReported(
        """
        using System.Text.Json.Serialization;
        [Entity] public partial class Order
        {
            [Event] public partial Order();
            [Event, JsonIgnore] public partial int {|ESG014:Count|} { get; set; }
            [Event] public sealed partial record Done([property: JsonIgnore] int {|ESG014:Count|});
        }
        """,
        [
            "'Count' can't be stored in an event: it is marked [JsonIgnore], but what isn't stored can't be replayed; remove the attribute, or the field.",
            "'Count' can't be stored in an event: it is marked [JsonIgnore], but what isn't stored can't be replayed; remove the attribute, or the field.",
        ]);

    [Fact]
    public Task Values_and_collections_of_them_are_not_reported() => Rule.IsNotReported(
        """
        [Entity] public partial class Order
        {
            [Event] public partial Order(string a, int? b, Guid c, DateTimeOffset d, DateOnly e, TimeSpan f, Uri g, byte[] h, DayOfWeek? i, List<string> j, IReadOnlyList<decimal?> k, System.Collections.Immutable.ImmutableArray<byte[]> l, char m, Half.Kind n, List<int[]> o, Dictionary<string, HashSet<int>> p, (int X, Money[] Y) q);
            private partial void WhenCreated(string a, int? b, Guid c, DateTimeOffset d, DateOnly e, TimeSpan f, Uri g, byte[] h, DayOfWeek? i, List<string> j, IReadOnlyList<decimal?> k, System.Collections.Immutable.ImmutableArray<byte[]> l, char m, Half.Kind n, List<int[]> o, Dictionary<string, HashSet<int>> p, (int X, Money[] Y) q) { }
            public void Read(Stream stream, Func<int> count) { }
        }

        public static class Half { public enum Kind { None } }
        public sealed record Money(decimal Amount) { public Money? Tip { get; init; } }
        """);
}
