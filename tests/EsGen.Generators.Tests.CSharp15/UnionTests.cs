using Xunit;

namespace EsGen.Generators.Tests;

/// <summary>Unions in events: how they are stored, read again, copied and compared, and which are refused.</summary>
public sealed class UnionTests
{
    private const string Types = """
        using System.Text.Json.Serialization;

        public sealed record Card(string Number, int[]? Parts = null);
        public record Cash(decimal Amount);
        public sealed record BigCash(decimal Amount) : Cash(Amount);
        public readonly record struct AccountId(Guid Value);
        public readonly record struct Point(int X, int Y);
        public enum Color { Red, Green }
        public closed record Shape;
        public sealed record Circle(double Radius) : Shape;
        public sealed record Square(double Side) : Shape;
        public sealed record Node(string Name, Tree Left, Tree Right);
        public sealed record Leaf;

        public union Payment(Card, Cash);
        public union Anything(int, long, string, decimal, AccountId, Point, Color, Shape, Payment, List<int>, int[], uint[], DateTimeOffset);
        public union Maybe(int?, Card?);
        public union Tree(Node, Leaf);
        public union Result<T>(T, Failure);
        public sealed record Failure(string Reason);
        public union Endless(Endless, int[]);

        [UnionCase(typeof(Card), "card")]
        [UnionCase(typeof(int), "number")]
        public union Named(Card, int);

        [Aggregate]
        public partial class Thing
        {
            [Event] public partial Thing();
            public Event? Last { get; private set; }
            [Event] public partial Payment? Payment { get; set; }
            public void Do(Event e) => Raise(e);
            [Event] public sealed partial record Paid(Payment Payment, Payment? Tip = null);
            [Event] public sealed partial record Many(IReadOnlyList<Anything> Values, Dictionary<string, Payment> ByName);
            [Event] public sealed partial record Unsure(Maybe Value, Maybe? More);
            [Event] public sealed partial record Grown(Tree Tree);
            [Event] public sealed partial record Ended(Result<int> Numbers, Result<string?> Texts);
            [Event] public sealed partial record Labelled(Named Named);
            [Event] public sealed partial record Deep(Endless Endless);
            private partial void When(Paid e) => Last = e;
            private partial void When(Many e) => Last = e;
            private partial void When(Unsure e) => Last = e;
            private partial void When(Grown e) => Last = e;
            private partial void When(Ended e) => Last = e;
            private partial void When(Labelled e) => Last = e;
            private partial void When(Deep e) => Last = e;
        }
        """;

    private const string Check = """
        static void Check(Thing.Event e, string json)
        {
            Thing thing = new();
            thing.Do(e);
            IActiveRecordStrategy store = InMemoryDatastore.Open().ActiveRecordStrategy;
            using EventSourcedApplication app = new(store);
            app.Repository<Thing>().Save(thing);
            Assert.Equal(json, System.Text.Encoding.UTF8.GetString(store.Items[1].Data.Span));
            Thing.Event again = app.EventStore.GetEvents<Thing.Event>(thing.Id)[1];
            Assert.Equal(e, again);
            Assert.Equal(e.GetHashCode(), again.GetHashCode());
            Assert.Equal(thing.Last, app.Repository<Thing>()[thing.Id].Last);
        }

        static void Refused(Thing.Event e, string part)
        {
            Thing thing = new();
            Assert.Contains(part, Assert.ThrowsAny<ArgumentException>(() => thing.Do(e)).Message);
            Assert.Equal(1, thing.Version);
            Assert.False(thing.IsFaulted);
        }

        static T Read<T>(SequencedItem item) where T : class, IDomainEvent<T> => T.Decode(item);

        static Thing.Event Decode(string topic, string json) => Read<Thing.Event>(Item(Guid.NewGuid(), 1, topic, json));

        """;

    private static void Run(string test) => Scenario.Run(Types, Check + test);

    [Fact]
    public void Unions_compile_cleanly() => Harness.RunClean(Types);

    [Fact]
    public void A_union_is_stored_with_the_name_of_its_case_and_read_again() => Run(
        """"
        Check(new Thing.Paid(new Card("1")), """{"payment":{"$type":"Card","number":"1","parts":null},"tip":null}""");
        Check(new Thing.Paid(new Cash(1.50m), new Card("2", [1])), """{"payment":{"$type":"Cash","amount":1.50},"tip":{"$type":"Card","number":"2","parts":[1]}}""");
        Check(
            new Thing.Many(
                [5, 5L, "x", 1.0m, new AccountId(Guid.Empty), new Point(1, 2), Color.Green, new Circle(1), new Payment(new Cash(2m)), new List<int> { 1 }, new int[] { 2 }, new uint[] { 3 }, DateTimeOffset.UnixEpoch],
                new() { ["a"] = new Card("3") }),
            """
            {"values":[{"$type":"int","value":5},{"$type":"long","value":5},{"$type":"string","value":"x"},{"$type":"decimal","value":1.0},{"$type":"AccountId","value":"00000000-0000-0000-0000-000000000000"},{"$type":"Point","x":1,"y":2},{"$type":"Color","value":"Green"},{"$type":"Shape","value":{"$type":"Circle","radius":1}},{"$type":"Payment","value":{"$type":"Cash","amount":2}},{"$type":"List<int>","value":[1]},{"$type":"int[]","value":[2]},{"$type":"uint[]","value":[3]},{"$type":"DateTimeOffset","value":"1970-01-01T00:00:00+00:00"}],"byName":{"a":{"$type":"Card","number":"3","parts":null}}}
            """);
        Check(new Thing.Grown(new Node("r", new Leaf(), new Node("c", new Leaf(), new Leaf()))), """{"tree":{"$type":"Node","name":"r","left":{"$type":"Leaf"},"right":{"$type":"Node","name":"c","left":{"$type":"Leaf"},"right":{"$type":"Leaf"}}}}""");
        Check(new Thing.Ended(5, new Failure("no")), """{"numbers":{"$type":"int","value":5},"texts":{"$type":"Failure","reason":"no"}}""");
        Check(new Thing.Labelled(new Card("4")), """{"named":{"$type":"card","number":"4","parts":null}}""");
        Check(new Thing.Labelled(5), """{"named":{"$type":"number","value":5}}""");
        """");

    [Fact]
    public void Null_is_stored_if_a_case_allows_it() => Run(
        """"
        Check(new Thing.Unsure(new Maybe((int?)null), null), """{"value":{"$type":"null"},"more":null}""");
        Check(new Thing.Unsure(new Maybe((Card?)null), default(Maybe)), """{"value":{"$type":"null"},"more":{"$type":"null"}}""");
        Check(new Thing.Unsure(7, new Card("1")), """{"value":{"$type":"int","value":7},"more":{"$type":"Card","number":"1","parts":null}}""");
        Check(new Thing.Ended(1, new Result<string?>((string?)null)), """{"numbers":{"$type":"int","value":1},"texts":{"$type":"null"}}""");
        """");

    [Fact]
    public void What_could_not_be_read_again_is_refused_when_it_is_raised() => Run(
        """"
        Refused(new Thing.Paid(default), "'payment' is a union without a value, as its default is. Give it one of its cases.");
        Refused(new Thing.Paid(new Cash(1m), default(Payment)), "'tip' is a union without a value");
        Refused(new Thing.Paid(new BigCash(1m)), "'payment' is a union with a value of BigCash, which is none of its cases but derives from one");
        Refused(new Thing.Many([default], []), "'values[0]' is a union without a value");
        Refused(new Thing.Ended(default, new Failure("")), "'numbers' is a union without a value");
        Refused(new Thing.Many(["x", (string)null!], []), "'values[1]' is a union without a value");
        Tree deep = new Leaf(); for (int i = 0; i < 100_000; i++) deep = new Node("n", deep, new Leaf());
        Refused(new Thing.Grown(deep), "64 levels");
        Assert.Contains("64 levels", Assert.Throws<ArgumentException>(() => { Endless endless = new int[] { 1 }; for (int i = 0; i < 100_000; i++) endless = new Endless(endless); new Thing().Do(new Thing.Deep(endless)); }).Message);
        """");

    [Fact]
    public void What_is_no_case_is_malformed() => Run(
        """"
        foreach (string json in (string[])["{}", "null", "5", "{\"$type\":\"Bond\"}", "{\"$type\":null}", "{\"$type\":\"null\"}", "{\"$type\":\"Cash\"}", "{\"$type\":\"Cash\",\"amount\":1,\"$type\":\"Cash\"}"])
        {
            Assert.Throws<MalformedEventException>(() => Decode("Thing.Paid", "{\"payment\":" + json + "}"));
        }

        foreach (string json in (string[])["{\"$type\":\"int\"}", "{\"$type\":\"int\",\"value\":null}", "{\"$type\":\"int\",\"value\":1,\"value\":1}", "{\"$type\":\"int\",\"value\":1.5}"])
        {
            Assert.Throws<MalformedEventException>(() => Decode("Thing.Unsure", "{\"value\":" + json + ",\"more\":null}"));
        }

        Assert.Equal(new Thing.Paid(new Cash(1m)), Decode("Thing.Paid", """{"payment":{"amount":1,"unknown":[1],"$type":"Cash"}}"""));
        Assert.Equal(new Thing.Unsure(5, null), Decode("Thing.Unsure", """{"more":null,"value":{"value":5,"unknown":{},"$type":"int"}}"""));
        """");

    [Fact]
    public void What_could_be_changed_is_copied_and_equal_values_make_no_event() => Run(
        """"
        int[] parts = [1];
        Thing thing = new();
        thing.Do(new Thing.Paid(new Card("1", parts)));
        thing.Payment = new Card("1", parts);
        thing.Payment = new Card("1", [1]);
        parts[0] = 2;
        Assert.Equal(new Thing.Paid(new Card("1", [1])), thing.PendingEvents[1]);
        Assert.Equal(3, thing.Version);
        thing.Payment = new Card("1", [2]);
        thing.Payment = null;
        Assert.Equal(5, thing.Version);
        Assert.NotEqual(new Thing.Labelled(5), new Thing.Labelled(6));
        Assert.NotEqual<Thing.Event>(new Thing.Paid(new Card("1")), new Thing.Paid(new Cash(1m)));
        """");

    [Theory]
    [InlineData("public union U(Cash, BigCash);", "the cases Cash and BigCash of the union U overlap, so that it couldn't be told which of them was stored; leave one of them out.")]
    [InlineData("public union U(int, int?);", "the cases int and int of the union U overlap, so that it couldn't be told which of them was stored; leave one of them out.")]
    [InlineData("public union U(IReadOnlyList<int>, List<int>);", "the cases IReadOnlyList<int> and List<int> of the union U overlap, so that it couldn't be told which of them was stored; leave one of them out.")]
    [InlineData("public union U(Stream, int);", "its case Stream: a stream is no value; store its content as byte[].")]
    [InlineData("public union U((int A, int B), int);", "its case (int A, int B) is a tuple, which has no name to be told from other cases by; make it a record.")]
    [InlineData("public union U(Outer.Cash, Cash);", "two cases of the union U would be stored as 'Cash'; give one of them a name with [UnionCase(typeof(Cash), \"…\")].")]
    [InlineData("[UnionCase(typeof(string), \"s\")] public union U(Cash, int);", "[UnionCase] on U names string, which is no case of it; remove it.")]
    [InlineData("[UnionCase(typeof(int), \"null\")] public union U(Cash?, int);", "a case of U is stored as 'null', which is what null is stored as; give it another name with [UnionCase].")]
    [InlineData("public union U(Typed, int);", "Typed has a member with the JSON name '$type', which says of which case a U is; give it another with [JsonPropertyName].")]
    [InlineData("[System.Runtime.CompilerServices.Union] public struct U : System.Runtime.CompilerServices.IUnion { public U(Cash c) => Value = c; public U(int i) => Value = i; public object? Value { get; } }",
        "U is a union that is written by hand, so that EsGen can't see how it holds its value; declare it with 'union', or declare an EventFieldConverter<U> for it.")]
    public void A_union_that_could_not_be_told_apart_is_refused_at_build_time(string union, string reason)
    {
        GeneratedCode generated = Harness.Run(Harness.Compile($$"""
            using System.IO;
            public record Cash(decimal Amount);
            public record BigCash(decimal Amount) : Cash(Amount);
            public static class Outer { public record Cash(decimal Amount); }
            public sealed record Typed([property: System.Text.Json.Serialization.JsonPropertyName("$type")] string Kind);
            {{union}}
            [Entity] public partial class Thing { [Event] public partial Thing(U value); public U Value { get; private set; } }
            """));

        Assert.Equal(["'value' can't be stored in an event: " + reason], generated.GetReports().Select(static report => report.GetMessage(null)));
        Assert.Empty(generated.GetCompilerErrors());
    }

    [Fact]
    public void A_union_of_another_assembly_is_an_event_s_field_too()
    {
        Microsoft.CodeAnalysis.CSharp.CSharpCompilation library = Harness.Compile("[EventPayload] public record Card(string Number); [EventPayload] public record Cash(decimal Amount); public union Payment(Card?, Cash);").WithAssemblyName("Library");
        using MemoryStream image = new();
        Assert.True(library.Emit(image).Success);
        foreach (Microsoft.CodeAnalysis.CSharp.LanguageVersion version in (Microsoft.CodeAnalysis.CSharp.LanguageVersion[])[Microsoft.CodeAnalysis.CSharp.LanguageVersion.CSharp14, TestedLanguage.Version])
        {
            CompilerSettings settings = new() { Language = version };
            GeneratedCode generated = Harness.Run(Harness.Compile(settings, "[Entity] public partial class Thing { [Event] public partial Thing(Payment value); public Payment Value { get; private set; } }")
                .AddReferences(Microsoft.CodeAnalysis.MetadataReference.CreateFromImage(image.ToArray())), settings);

            Assert.Empty(generated.GetProblems());
            Assert.Contains("new global::Payment(", generated["Codec"], StringComparison.Ordinal);
            Assert.Contains("case null:", generated["Codec"], StringComparison.Ordinal);
        }
    }

    [Fact]
    public void An_entity_can_be_nested_in_a_union() => Scenario.Run(
        "public partial union Outer(int, string) { [Entity] public partial class Thing { [Event] public partial Thing(int value); public int Value { get; private set; } } }",
        "Assert.Equal(5, new Outer.Thing(5).Value);");

    [Fact]
    public void An_entity_that_is_a_union_is_refused_as_one()
    {
        GeneratedCode generated = Harness.Run(Harness.Compile("[Entity] public partial union Thing(int, string);"));

        Assert.Equal(["'Thing' can't be event-sourced: it is a union; make it a class."], generated.GetReports().Select(static report => report.GetMessage(null)));
    }

    [Fact]
    public void A_union_is_in_the_lock_as_a_hierarchy_is()
    {
        GeneratedCode ofUnion = Harness.Run(Harness.Compile("""
            public sealed record Card(string Number);
            public union Payment(Card, int, string?);
            [Entity] public partial class Thing { [Event] public partial Thing(Payment payment); public Payment Payment { get; private set; } }
            """));
        GeneratedCode ofHierarchy = Harness.Run(Harness.Compile("""
            using System.Text.Json.Serialization;
            [JsonDerivedType(typeof(Card), "Card"), JsonDerivedType(typeof(Whole), "int"), JsonDerivedType(typeof(Text), "string"), JsonDerivedType(typeof(None), "null")]
            public abstract record Payment;
            public sealed record Card(string Number) : Payment;
            public sealed record Whole(int Value) : Payment;
            public sealed record Text(string Value) : Payment;
            public sealed record None : Payment;
            [Entity] public partial class Thing { [Event] public partial Thing(Payment payment); public Payment Payment { get; private set; } }
            """));

        Assert.Equal(GetLock(ofHierarchy), GetLock(ofUnion));
        Assert.Contains("union", GetLock(ofUnion), StringComparison.Ordinal);

        static string GetLock(GeneratedCode generated) => EventLockWriter.Write(new EventLock(new([CodeSchema.Of(EntityParser.Parse(generated.Compilation.GetTypeByMetadataName("Thing")!, null, default))])));
    }

    /// <summary>The recipe in docs/declaring.md.</summary>
    [Fact]
    public void A_union_can_have_a_converter() => Scenario.Run(
        $$"""
        using System.Text.Json;
        public sealed record Card(string Number);
        public sealed record Cash(decimal Amount);
        [EventFieldConverter(typeof(PaymentConverter))] public union Payment(Card, Cash);
        {{Recipe}}
        [Aggregate] public partial class Thing { [Event] public partial Thing(Payment payment, Payment? tip = null); public Payment Payment { get; private set; } public Payment? Tip { get; private set; } }
        """,
        """"
        IActiveRecordStrategy store = InMemoryDatastore.Open().ActiveRecordStrategy;
        using EventSourcedApplication app = new(store);
        foreach ((Payment payment, string json) in new (Payment, string)[] { (new Card("1"), """{"payment":{"card":"1"},"tip":null}"""), (new Cash(2.50m), """{"payment":{"cash":2.50},"tip":null}""") })
        {
            Thing thing = new(payment);
            Assert.Equal([json], Data(thing));
            Thing other = new(payment);
            app.Repository<Thing>().Save(other);
            Assert.Equal(payment.Value, app.Repository<Thing>()[other.Id].Payment.Value);
        }

        Assert.Throws<ArgumentException>(() => new Thing(default(Payment)));
        Assert.Throws<ArgumentException>(() => new Thing(new Card("1"), default(Payment)));
        """");

    private static string Recipe
    {
        get
        {
            string[] lines = File.ReadAllLines(Path.Combine(FindRoot(), "docs", "declaring.md"));
            int start = Array.IndexOf(lines, "public sealed class PaymentConverter : EventFieldConverter<Payment>");
            return string.Join('\n', lines[start..Array.IndexOf(lines, "```", start)]);
        }
    }

    private static string FindRoot([System.Runtime.CompilerServices.CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", ".."));

    private const string OldLock = """
        entity Order
          event Opened creates
            version 1
          event Paid
            version 1
              by: Payment
              more: list<Payment?>

              union Payment
                case Card
                  number: string
                case int
                  value: int
                case null
        """;

    [Fact]
    public void An_old_version_takes_the_union_that_can_still_read_it() => Scenario.Run(
        new CompilerSettings { Lock = OldLock },
        [
            """
            public sealed record Card(string Number);
            public union Payment(Card?, int, string);
            [Aggregate] public partial class Order
            {
                [Event("Opened")] public partial Order();
                public List<Payment?> Seen { get; private set; } = [];
                [Event("Paid", Version = 2)] public partial void Pay(IReadOnlyList<Payment?> all);
                private partial void WhenPaid(IReadOnlyList<Payment?> all) => Seen = [.. all];
                private static partial Paid Upcast(PaidV1 old) => new([old.By, .. old.More]);
            }
            """,
        ],
        """"
        IActiveRecordStrategy store = InMemoryDatastore.Open().ActiveRecordStrategy;
        using EventSourcedApplication app = new(store);
        Guid id = Guid.NewGuid();
        store.Append(Item(id, 0, "Order.Opened", "{}"), Item(id, 1, "Order.Paid", """{"by":{"$type":"int","value":5},"more":[{"$type":"Card","number":"1"},null,{"$type":"null"}]}"""));
        List<Payment?> seen = app.Repository<Order>()[id].Seen;
        Assert.Equal<object?>([5, new Card("1"), null, null], seen.Select(payment => payment?.Value));
        Assert.Equal([true, true, false, true], seen.Select(payment => payment.HasValue));
        """");

    [Fact]
    public void A_union_that_lost_a_case_is_restored_as_a_hierarchy_of_records() => Scenario.Run(
        new CompilerSettings { Lock = OldLock },
        [
            """
            public sealed record Card(string Number);
            public union Payment(Card, string);
            [Aggregate] public partial class Order
            {
                [Event("Opened")] public partial Order();
                public List<Payment> Seen { get; private set; } = [];
                [Event("Paid", Version = 2)] public partial void Pay(IReadOnlyList<Payment> all);
                private partial void WhenPaid(IReadOnlyList<Payment> all) => Seen = [.. all];
                private static partial Paid Upcast(PaidV1 old) => new([.. old.More.Append(old.By).Select(payment => payment switch
                {
                    PaidV1PaymentCard card => new Payment(new Card(card.Number)),
                    PaidV1PaymentInt number => new Payment($"{number.Value}"),
                    _ => new Payment("none"),
                })]);
            }
            """,
        ],
        """"
        IActiveRecordStrategy store = InMemoryDatastore.Open().ActiveRecordStrategy;
        using EventSourcedApplication app = new(store);
        Guid id = Guid.NewGuid();
        store.Append(Item(id, 0, "Order.Opened", "{}"), Item(id, 1, "Order.Paid", """{"by":{"$type":"int","value":5},"more":[{"$type":"Card","number":"1"},null,{"$type":"null"}]}"""));
        Assert.Equal<object?>([new Card("1"), "none", "none", "5"], app.Repository<Order>()[id].Seen.Select(payment => payment.Value));
        """");
}
