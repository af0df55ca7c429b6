using Xunit;

namespace EsGen.Generators.Tests;

/// <summary>What would be another value after each reading is refused when it is raised, with its place; what code can't change costs nothing.</summary>
public sealed class ReadBackTests
{
    private const string Entity =
        """
        [Aggregate] public partial class Order
        {
            [Event] public partial Order();
            public string Log { get; private set; } = "";
            [Event("ShareSet")] public partial void SetShare(Share share);
            private partial void WhenShareSet(Share share) => Log += share.Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
            [Event("LinesSet")] public partial void SetLines(List<Line> lines, Dictionary<Sku, Line>? bySku = null);
            private partial void WhenLinesSet(List<Line> lines, Dictionary<Sku, Line>? bySku) => Log += lines.Count;
            [Event("SkuSet")] public partial void SetSku(Sku? sku, Code code);
            private partial void WhenSkuSet(Sku? sku, Code code) => Log += sku?.Text + code.Text;
            [Event("BoxSet")] public partial void SetBox(Box box);
            private partial void WhenBoxSet(Box box) => Log += box.Shares.Count;
            [Event("ShapeSet")] public partial void SetShape(Shape? shape);
            private partial void WhenShapeSet(Shape? shape) => Log += shape;
            [Event] public sealed partial record Noted(string Text, int Count)
            {
                public string Text { get; init; } = Cut(Text);
                private static string Cut(string text) => text.Length > 3 ? text[1..] : text;
            }
            private partial void When(Noted e) => Log += e.Text + e.Count;
            public void Note(string text) => Raise(new Noted(text, 1));
        }
        public readonly struct Share { public decimal Value { get; } public Share(decimal value) => Value = Half(value); private static decimal Half(decimal value) => value / 2; }
        public sealed record Line(string Name, Share Share, Amount Amount);
        public sealed class Amount { public Amount(int count) => Count = count > 9 ? count - 1 : count; public int Count { get; } public int Twice => Count * 2; }
        public readonly record struct Sku { public Sku(string text) => Text = text.Length > 2 ? text[1..] : text; public string Text { get; } }
        public sealed class Box { public required Dictionary<string, Share> Shares { get; init => field = Keep(value); } private static Dictionary<string, Share> Keep(Dictionary<string, Share> shares) => shares; }
        [System.Text.Json.Serialization.JsonDerivedType(typeof(Round), "round")]
        public abstract record Shape;
        public sealed record Round : Shape { public int Radius { get; init => field = value > 1 ? value - 1 : value; } }
        [EventFieldConverter(typeof(CodeConverter))] public readonly struct Code { public string? Text { get; init; } }
        public sealed class CodeConverter : EventFieldConverter<Code>
        {
            public override void Write(System.Text.Json.Utf8JsonWriter writer, Code value)
            {
                if (value.Text == "raw") writer.WriteRawValue("1 2", skipInputValidation: true);
                else if (value.Text == "deep") writer.WriteRawValue(new string('[', 70) + new string(']', 70), skipInputValidation: true);
                else writer.WriteStringValue(value.Text);
            }
            public override Code Read(ref System.Text.Json.Utf8JsonReader reader) =>
                reader.GetString() switch { "unreadable" => throw new FormatException("secret"), "longer" => new() { Text = "longer and longer" }, var text => new() { Text = text } };
        }
        """;

    private const string Refusal =
        """"
        Order order = new();
        void Refused(Action action, string place, string reason)
        {
            ArgumentException exception = Assert.ThrowsAny<ArgumentException>(action);
            Assert.Contains($"its field '{place}' {reason}", exception.Message);
            Assert.Equal(place.Split('.', '[')[0], exception.ParamName);
            Assert.DoesNotContain("secret", exception.ToString());
            Assert.Equal((1, 1, "", false), (order.Version, order.PendingEvents.Count, order.Log, order.IsFaulted));
        }

        """";

    [Fact]
    public void What_a_converter_cuts_off_is_cut_off_now_too() => Scenario.Run(
        """
        [Aggregate] public partial class Order
        {
            [Event] public partial Order();
            public Rate Rate { get; private set; }
            [Event("Rated")] public partial void SetRate(Rate rate);
            private partial void WhenRated(Rate rate) => Rate = rate;
        }
        [EventFieldConverter(typeof(RateConverter))] public readonly record struct Rate(decimal Value);
        public sealed class RateConverter : EventFieldConverter<Rate>
        {
            public override void Write(System.Text.Json.Utf8JsonWriter writer, Rate value) => writer.WriteNumberValue(Math.Round(value.Value, 2));
            public override Rate Read(ref System.Text.Json.Utf8JsonReader reader) => new(reader.GetDecimal());
        }
        """,
        """
        Order live = new();
        live.SetRate(new(1.239m));
        using EventSourcedApplication app = new(InMemoryDatastore.Open());
        app.Repository<Order>().Save(live);
        Assert.Equal(1.24m, app.Repository<Order>()[live.Id].Rate.Value);
        Assert.Equal(1.24m, live.Rate.Value);
        """);

    [Fact]
    public void What_changes_with_each_reading_is_refused_with_its_place() => Scenario.Run(
        Entity,
        Refusal + """"
        const string Again = "would be another value whenever the event is read, because ";
        Refused(() => order.SetShare(new(50)), "share", Again + "Share changes");
        Refused(() => order.SetLines([new("a", new(0), new(1)), new("b", new(8), new(1))]), "lines[1].share", Again + "Share changes");
        Refused(() => order.SetLines([new("a", new(0), new(12))]), "lines[0].amount.count", Again + "Amount changes");
        Refused(() => order.SetLines([], new() { [new("secret")] = new("a", new(0), new(1)) }), "bySku[…]", Again + "Sku changes");
        Refused(() => order.SetLines([], new() { [new("a")] = new("a", new(1), new(1)) }), "bySku[…].share", Again + "Share changes");
        Refused(() => order.SetSku(new Sku("secret"), new() { Text = "" }), "sku", Again + "Sku changes");
        Refused(() => order.SetBox(new() { Shares = new() { ["secret"] = new(3) } }), "box.shares[…]", Again + "Share changes");
        Refused(() => order.SetShape(new Round { Radius = 7 }), "shape.radius", Again + "Shape changes");
        Refused(() => order.Note("secret text"), "text", Again + "Order+Noted changes");
        """");

    [Fact]
    public void What_comes_to_the_same_again_is_stored() => Scenario.Run(
        Entity,
        Refusal + """"
        order.SetShare(new(0));
        order.SetLines([new("a", new(0), new(9)), new("b", new(0), new(10))], new() { [new("xy")] = new("c", new(0), new(1)), [new("xyz")] = new("d", new(0), new(1)) });
        order.SetSku(null, new() { Text = "code" });
        order.SetSku(new("abc"), new() { Text = "code" });
        order.SetBox(new() { Shares = new() { ["a"] = new(0) } });
        order.SetShape(new Round { Radius = 1 });
        order.Note("abcd");
        IActiveRecordStrategy store = InMemoryDatastore.Open().ActiveRecordStrategy;
        using EventSourcedApplication app = new(store);
        app.Repository<Order>().Save(order);
        Assert.Equal(order.Log, app.Repository<Order>()[order.Id].Log);
        Assert.Equal("""{"lines":[{"name":"a","share":{"value":0},"amount":{"count":9}},{"name":"b","share":{"value":0},"amount":{"count":9}}],"bySku":{}}""".Replace("{\"value\":0}", "0").Replace("{}", """{"xy":{"name":"c","share":0,"amount":{"count":1}},"yz":{"name":"d","share":0,"amount":{"count":1}}}"""), System.Text.Encoding.UTF8.GetString(store.Items[2].Data.Span));
        """");

    [Fact]
    public void What_a_converter_does_not_read_as_it_wrote_it_is_refused() => Scenario.Run(
        Entity,
        Refusal + """"
        Refused(() => order.SetSku(null, default), "code", "is written by CodeConverter as null");
        Refused(() => order.SetSku(null, new() { Text = "raw" }), "code", "is not written by CodeConverter as one JSON value");
        Refused(() => order.SetSku(null, new() { Text = "deep" }), "code", "is not written by CodeConverter as one JSON value");
        Refused(() => order.SetSku(null, new() { Text = "unreadable" }), "code", "could not be read again: CodeConverter");
        Refused(() => order.SetSku(null, new() { Text = "longer" }), "code", "would be another value whenever the event is read: CodeConverter");
        """");

    [Fact]
    public void A_null_that_a_converter_has_written_before_is_its_to_read() => Scenario.Run(
        Entity,
        """"
        IActiveRecordStrategy store = InMemoryDatastore.Open().ActiveRecordStrategy;
        using EventSourcedApplication app = new(store);
        Guid id = Guid.CreateVersion7();
        store.Append(Item(id, 0, "Order.Created", "{}"), Item(id, 1, "Order.SkuSet", """{"sku":"a","code":null}"""));
        Assert.Equal("a", app.Repository<Order>()[id].Log);
        """");

    private const string Checked =
        """
        [Aggregate] public partial class Order
        {
            [Event] public partial Order();
            public string Log { get; private set; } = "";
            [Event("PercentSet")] public partial void SetPercent(Percent percent, Range? range = null, Low? low = null, Name? name = null, Many? many = null);
            private partial void WhenPercentSet(Percent percent, Range? range, Low? low, Name? name, Many? many) => Log += percent.Value;
            [Event("SecretSet")] public partial void SetSecret(Secret word, Box? box = null, Opaque? opaque = null, Dictionary<string, Holder[]>? holders = null);
            private partial void WhenSecretSet(Secret word, Box? box, Opaque? opaque, Dictionary<string, Holder[]>? holders) => Log += word.Text + box?.Words.Count;
            [Event] public sealed partial record Noted(int Count) { public int Count { get; init; } = Count < 0 ? throw new ArgumentException("secret") : Count; }
            private partial void When(Noted e) { }
            public void Note(int count) => Raise(new Noted(1) with { Count = count });
        }
        public readonly struct Percent { public Percent(int value) { ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value); Value = value; } public int Value { get; } }
        public sealed class Range { public Range(int from, int to) { if (from > to) throw new ArgumentException("secret"); From = from; To = to; } public int From { get; init; } public int To { get; init; } }
        public readonly record struct Low(int Value) { public int Value { get; } = Value == 0 ? throw new InvalidOperationException("secret") : Value; }
        public sealed class Name { private Name() => Text = ""; public Name(string text) { if (text.Length == 0) throw new NotSupportedException("secret"); Text = text; } public static Name None { get; } = new(); public string Text { get; } }
        public sealed class Many { public Many(List<int> all) { if (all.Count == 0) throw new ArgumentException("secret"); All = all; } public List<int> All { get; } }
        public sealed record Holder(Many Many);
        public sealed record Box(Dictionary<string, Secret> Words, int Size) { public int Size { get; init; } = Half(Size); private static int Half(int size) => size > 9 ? size / 2 : size; }
        [EventFieldConverter(typeof(HidingConverter))] public readonly record struct Secret(string Text);
        public sealed class HidingConverter : EventFieldConverter<Secret>
        {
            public override void Write(System.Text.Json.Utf8JsonWriter writer, Secret value) => writer.WriteStringValue(Guid.NewGuid().ToString("N") + value.Text);
            public override Secret Read(ref System.Text.Json.Utf8JsonReader reader) => new(reader.GetString()![32..] is "long" ? "longer" : reader.GetString()![32..]);
        }
        [EventFieldConverter(typeof(OpaqueConverter))] public sealed class Opaque { }
        public sealed class OpaqueConverter : EventFieldConverter<Opaque>
        {
            public override void Write(System.Text.Json.Utf8JsonWriter writer, Opaque value) => writer.WriteStringValue(Guid.NewGuid());
            public override Opaque Read(ref System.Text.Json.Utf8JsonReader reader) => new();
        }
        """;

    [Fact]
    public void What_has_not_passed_its_own_constructor_is_refused() => Scenario.Run(
        Checked,
        Refusal + """"
        Refused(() => order.SetPercent(default), "percent", "could not be read again, because Percent doesn't take what it holds");
        Refused(() => order.SetPercent(new(1), new(1, 2) { To = 0 }), "range", "could not be read again, because Range doesn't take");
        Refused(() => order.SetPercent(new(1), low: default(Low)), "low", "could not be read again, because Low doesn't take what it holds");
        Many emptied = new([1]);
        emptied.All.Clear();
        Refused(() => order.SetPercent(new(1), many: emptied), "many", "could not be read again, because Many doesn't take what it holds");
        Refused(() => order.SetSecret(new("a"), holders: new() { ["secret"] = [new(new([1])), new(emptied)] }), "holders[…][1].many", "could not be read again, because Many doesn't take what it holds");
        Refused(() => order.SetPercent(new(1), name: Name.None), "name", "could not be read again, because Name doesn't take what it holds");
        order.SetPercent(new(1), new(1, 2) { To = 3 }, new Low(1), new("a"), new([1]));
        IActiveRecordStrategy store = InMemoryDatastore.Open().ActiveRecordStrategy;
        using EventSourcedApplication app = new(store);
        app.Repository<Order>().Save(order);
        Assert.Equal("1", app.Repository<Order>()[order.Id].Log);
        """");

    [Fact]
    public void What_throws_only_when_it_is_written_again_is_refused() => Scenario.Run(
        """
        [Aggregate] public partial class Order
        {
            [Event] public partial Order();
            public string Log { get; private set; } = "";
            [Event("Halved")] public partial void Halve(List<Half> halves);
            private partial void WhenHalved(List<Half> halves) => Log += halves.Count;
        }
        public sealed record Half
        {
            public int Value { get => Check(field); init => field = Cut(value); }
            private static int Cut(int value) => value / 2;
            private static int Check(int value) => value == 0 ? throw new InvalidOperationException("secret") : value;
        }
        """,
        Refusal + """"
        Refused(() => order.Halve([new() { Value = 2 }]), "halves[0]", "could not be read again, because Half doesn't take what it holds");
        """");

    [Fact]
    public void What_a_converter_encrypts_with_other_bytes_each_time_is_compared_by_value() => Scenario.Run(
        Checked,
        Refusal + """"
        Secret same = new("same");
        Refused(() => order.SetSecret(new("long")), "word", "would be another value whenever the event is read: HidingConverter");
        Refused(() => order.SetSecret(same, new(new() { ["a"] = same, ["b"] = new("long") }, 1)), "box.words[…]", "would be another value whenever the event is read: HidingConverter");
        Refused(() => order.SetSecret(same, new(new() { ["a"] = same }, 40)), "box.size", "would be another value whenever the event is read, because Box changes");
        Refused(() => order.SetSecret(same, opaque: new()), "opaque", "would be another value whenever the event is read: OpaqueConverter");
        order.SetSecret(new("x"), new(new() { ["b"] = new("1"), ["a"] = new("2"), ["c"] = new("1") }, 1));
        IActiveRecordStrategy store = InMemoryDatastore.Open().ActiveRecordStrategy;
        using EventSourcedApplication app = new(store);
        app.Repository<Order>().Save(order);
        Assert.Equal("x3", app.Repository<Order>()[order.Id].Log);
        """");

    [Fact]
    public void What_throws_anything_when_it_is_read_back_is_refused_with_its_place() => Scenario.Run(
        Checked,
        """"
        Order order = new();
        ArgumentException exception = Assert.Throws<ArgumentException>(() => order.Note(-1));
        Assert.Contains("could not be read again, because Order+Noted doesn't take what it holds", exception.Message);
        Assert.DoesNotContain("secret", exception.ToString());
        """");

    [Fact]
    public void What_only_keeps_what_it_is_given_is_not_read_back()
    {
        string codec = Harness.RunClean(
            """
            [Aggregate] public partial class Order
            {
                [Event] public partial Order(A a, B b, C c, D d, E e, F f, G g, (int X, A Y) t, Dictionary<H, A> h, KeyValuePair<string, int> pair, J j);
                private partial void WhenCreated(A a, B b, C c, D d, E e, F f, G g, (int X, A Y) t, Dictionary<H, A> h, KeyValuePair<string, int> pair, J j) { }
                [Event] public sealed partial record Noted(string Text) { public required int Count { get; init; } public string Text { get; init; } = Text; }
                private partial void When(Noted e) { }
            }
            public sealed record A(int X, string Y);
            public record B(int Z) { public string? Note { get; init; } = "none"; }
            public sealed record C(int Z, int W) : B(Z);
            public sealed class D { public D(int x, string y) { ArgumentNullException.ThrowIfNull(y); if (x < 0) throw new ArgumentOutOfRangeException(nameof(x)); X = x; this.Y = y; } public int X { get; } public string Y { get; } }
            public readonly struct E { public E(int x, int y) => (X, Y) = (x, y); public int X { get; } public int Y { get; } }
            public sealed class F(string name) { public string Name { get; } = name ?? throw new ArgumentNullException(nameof(name)); public int Length => Name.Length; }
            public class G { public G() { Made = "now"; } public string Made { get; init; } }
            public readonly record struct H(Guid Value);
            public sealed class J : I { public J(int x, int y) : base(x) => Y = y; public int Y { get; } }
            public class I { public I(int x) => X = x; public int X { get; } }
            """)["Codec"];

        Assert.DoesNotContain("WriteReadBack", codec, StringComparison.Ordinal);
        Assert.DoesNotContain("NotedFields", codec, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("public sealed class T { public T(int x, int y) { X = y; Y = x; } public int X { get; } public int Y { get; } }")]
    [InlineData("public sealed class T { public T(int x, int y) { X = x; Y = y; Y += 1; } public int X { get; } public int Y { get; } }")]
    [InlineData("public sealed class T { public T(int x, int y) { x++; X = x; Y = y; } public int X { get; } public int Y { get; } }")]
    [InlineData("public sealed class T { public T(int x, int y) { if (x++ > y) throw new ArgumentException(); X = x; Y = y; } public int X { get; } public int Y { get; } }")]
    [InlineData("public sealed class T { public T(int x, int y) { Set(out x); X = x; Y = y; } private static void Set(out int x) => x = 3; public int X { get; } public int Y { get; } }")]
    [InlineData("public struct T { public T(int x, int y) { X = x; Y = y; Change(); } private void Change() => Y++; public int X { get; } public int Y { get; private set; } }")]
    [InlineData("public sealed class T { public T(int x, int y) { X = x; Y = y; return; } public int X { get; } public int Y { get; } }")]
    [InlineData("public sealed class T(int x, int y) { public int X { get; } = y; public int Y { get; } = x; }")]
    [InlineData("public record B(int X, int Y); public sealed record T(int X, int Y) : B(Y, X);")]
    [InlineData("public record B { public B(int x) => X = x + 0; public int X { get; } } public sealed record T(int X, int Y) : B(X);")]
    [InlineData("public sealed record T(int X) { public int X { get => field; init; } = X; }")]
    [InlineData("public sealed record T { public int X { get; init => field = value; } }")]
    [InlineData("public sealed record T { public required int X { get; init { field = value; } } }")]
    [InlineData("public readonly struct T { public T(int x, int y) { ArgumentOutOfRangeException.ThrowIfNegative(x); X = x; Y = y; } public int X { get; } public int Y { get; } }")]
    [InlineData("public sealed record T(string X) { public string X { get; init; } = X ?? throw new ArgumentNullException(nameof(X)); }")]
    [InlineData("public sealed record T(int X, int Y) { public int Gap { get; init; } = X > Y ? throw new ArgumentException() : Y - X; }")]
    [InlineData("public record B(int X) { public int X { get; } = X > 3 ? throw new ArgumentException() : X; } public sealed record T(int X, int Y) : B(X);")]
    [InlineData("public readonly struct T { private readonly int _x; public T(int x) => _x = x; public int X => _x; }")]
    public void What_may_do_more_is_read_back(string type) => Assert.Contains(
        "writer.WriteReadBack(e.Value, WriteT, ReadT",
        Harness.Run(Harness.Compile($"[Aggregate] public partial class Order {{ [Event] public partial Order(T value); private partial void WhenCreated(T value) {{ }} }} {type}"))["Codec"],
        StringComparison.Ordinal);
}
