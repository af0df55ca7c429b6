using Xunit;

namespace EsGen.Generators.Tests;

/// <summary>State in uncommon places: each comes back as it was, or is left out in the event already.</summary>
public sealed class PayloadStateTests
{
    /// <summary>Asserts that what is replayed shows the same as what happened.</summary>
    private static void ComesBack(string types, string type, string value, string shows) => Scenario.Run(
        $$"""
        using System.Text.Json.Serialization;
        {{types}}
        [Aggregate] public partial class Thing
        {
            [Event] public partial Thing();
            [Event("Done")] public partial void Do({{type}} value);
            private partial void WhenDone({{type}} value) => Value = value;
            public {{type}}? Value { get; private set; }
            public string Shown { get { var value = ({{type}})Value!; return FormattableString.Invariant($"{{shows}}"); } }
        }
        """,
        $$"""
        IActiveRecordStrategy store = InMemoryDatastore.Open().ActiveRecordStrategy;
        using EventSourcedApplication app = new(store);
        Thing thing = new();
        thing.Do({{value}});
        app.Repository<Thing>().Save(thing);
        Assert.Equal(thing.Shown, app.Repository<Thing>()[thing.Id].Shown);
        Assert.NotEqual("0", thing.Shown);
        """);

    [Theory]
    [InlineData("public record A { public virtual int X { get; init; } } public record B : A { public override int X { get => base.X; } }", "new B { X = 4 }", "{value.X}")]
    [InlineData("public record A { public virtual int X { get; init; } } public record B : A { public override int X { init => base.X = value; } public int Y { get; init; } }", "new B { X = 4, Y = 5 }", "{value.X} {value.Y}")]
    [InlineData("public record A { public virtual required int X { get; init; } } public record B : A { public override required int X { init => base.X = value; } }", "new B { X = 4 }", "{value.X}")]
    [InlineData("public record A { public virtual int X { get; init; } } public record B : A { public override int X { get { return (base.X)!; } init { if (value < 0) { throw new ArgumentException(); } base.X = value; } } }", "new B { X = 4 }", "{value.X}")]
    [InlineData("public record A { public virtual int X { get; init; } } public record B : A { public override int X { get; init; } }", "new B { X = 4 }", "{value.X}")]
    [InlineData("public record A { public int X { get; init; } } public record B : A { private new int X => 1; public static B Make(int x) => (B)((A)new B() with { X = x }); }", "B.Make(4)", "{((A)value).X}")]
    [InlineData("public record A(string X); public record B(string X, string Y) : A(X);", "new B(\"a\", \"b\")", "{value.X} {value.Y}")]
    [InlineData("public record A<T> { public virtual T? X { get; init; } } public record B : A<int> { public override int X { get => base.X; } }", "new B { X = 4 }", "{value.X}")]
    [InlineData("public class B { private readonly int _x; public B(int x) { _x = x; } public int X => _x; }", "new B(4)", "{value.X}")]
    [InlineData("public class B { private readonly List<int> _x; public B(IReadOnlyList<int> x) { _x = [..x]; } public IReadOnlyList<int> X { get { return this._x.AsReadOnly(); } } }", "new B([4])", "{value.X[0]}")]
    [InlineData("public class B { private readonly string? _x; public string X { get => _x ?? \"none\"; init => _x = value; } }", "new B { X = \"x\" }", "{value.X}")]
    [InlineData("public class B { private int Raw { get; init; } public int X { get => Raw; init => Raw = value; } }", "new B { X = 4 }", "{value.X}")]
    [InlineData("public readonly struct B(int x) { public int X => x; }", "new B(4)", "{value.X}")]
    [InlineData("public interface IHas { int X { get; } } public class B(int x) : IHas { public int X { get; } = x; int IHas.X => X * 2; }", "new B(4)", "{((IHas)value).X}")]
    [InlineData("public class B { public int X { get => field; init => field = value; } }", "new B { X = 4 }", "{value.X}")]
    public void State_behind_a_property_comes_back(string types, string value, string shows) => ComesBack(types, "B", value, shows);

    [Theory]
    [InlineData("public sealed record B { private B(int x) { X = x; } public int X { get; } public static B Of(int x) => x == 4 ? new(x) : throw new Exception(); }", "B.Of(4)", "{value.X}")]
    [InlineData("public readonly record struct B { private B(int x) { X = x; } public int X { get; } public static B Of(int x) => new(x); }", "B.Of(4)", "{value.X}")]
    [InlineData("public readonly struct B { private B(int x, string y) { X = x; Y = y; } public int X { get; } public string Y { get; } public int Z { get; init; } public static B Of(int x) => new(x, \"y\"); }", "B.Of(4) with { Z = 5 }", "{value.X} {value.Y} {value.Z}")]
    [InlineData("public sealed class B { private B(int x, List<int> y) { X = x; Y = y; } public int X { get; } public IReadOnlyList<int> Z => Y; internal List<int> Y { get; } public static B Of(int x) => new(x, [5]); }", "B.Of(4)", "{value.X} {value.Z[0]}")]
    [InlineData("public sealed class B { public B(int x) { if (Checks++ > 0) throw new Exception(\"checked twice\"); X = x; } [JsonConstructor] private B(int x, bool isRead = false) { X = x; } [JsonIgnore] public bool IsRead => false; public static int Checks; public int X { get; } }", "new B(4)", "{value.X}")]
    [InlineData("public sealed record B { [JsonConstructor] private B(int x) { X = x; } public int X { get; } public string? Note { get; init; } = \"none\"; public required int Y { get; init; } public static B Of(int x) => new(x) { Y = 7 }; }", "B.Of(4) with { Note = null }", "{value.X} {value.Note} {value.Y}")]
    public void A_private_constructor_makes_a_value_when_it_is_read(string types, string value, string shows) => ComesBack(types, "B", value, shows);

    [Theory]
    [InlineData("KeyValuePair<int, string>", "new(4, \"a\")", "{value.Key} {value.Value}")]
    [InlineData("IReadOnlyList<KeyValuePair<int, int[]>>", "new KeyValuePair<int, int[]>[] { new(4, [5]) }", "{value[0].Key} {value[0].Value[0]}")]
    public void Pairs_come_back(string type, string value, string shows) => ComesBack("", type, value, shows);

    [Theory]
    [InlineData("public class B { public B(int x, int y) : this(x) { Y = y; } [JsonConstructor] public B(int x) { X = x; } public int X { get; } [JsonIgnore] public int Y { get; } }", "new B(4, 5)", "{value.X} {value.Y}")]
    [InlineData("public class B { public B(int x, int y) : this(x) { _y = y; } [JsonConstructor] public B(int x) { X = x; } public int X { get; } [JsonIgnore] private readonly int _y; public int Y => _y; }", "new B(4, 5)", "{value.X} {value.Y}")]
    [InlineData("public readonly struct B { public B(int x, int y) : this(x) { Y = y; } [JsonConstructor] public B(int x) { X = x; } public int X { get; } [JsonIgnore] public int Y { get; } }", "new B(4, 5)", "{value.X} {value.Y}")]
    public void What_is_not_to_be_stored_is_not_in_the_event_either(string types, string value, string shows) => ComesBack(types, "B", value, shows);
}
