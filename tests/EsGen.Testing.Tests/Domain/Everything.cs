using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace EsGen.Testing.Tests.Domain;

public enum Colour { Red, Green, Blue }

[Flags]
public enum Modes { None = 0, Read = 1, Write = 2 }

/// <summary>Contains itself, in one case without a way around it.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Pair), "pair")]
[JsonDerivedType(typeof(Circle), 2)]
public abstract record Shape;

public sealed record Circle(double Radius) : Shape;

public sealed record Pair(Shape Left, Shape Right) : Shape;

public sealed record Node(string Name, Node? Next, IReadOnlyList<Node> Children, Node? Other = null);

/// <summary>Has no equality of its own.</summary>
public sealed class Label(string text)
{
    public string Text { get; } = text;
}

public readonly record struct UserId(Guid Value);

public sealed record Rate(int Percent);

public sealed class RateConverter : EventFieldConverter<Rate>
{
    public override void Write(Utf8JsonWriter writer, Rate value) => writer.WriteStringValue($"{value.Percent.ToString(CultureInfo.InvariantCulture)} %");

    public override Rate Read(ref Utf8JsonReader reader) => new(int.Parse(reader.GetString()!.Split(' ')[0], CultureInfo.InvariantCulture));
}

/// <summary>Everything that a lock can hold, and all of it can be read.</summary>
[Aggregate(FormerNames = ["Allsorts"])]
[Retired("Frozen", Ignore = true)]
public partial class Everything
{
    private readonly HashSet<Guid> _items = [];

    [Event] public partial Everything();

    [Event("Numbered")]
    public partial void Number(
        byte b, sbyte sb, short s, ushort us, int i, uint ui, long l, ulong ul, Int128 big, UInt128 ubig, BigInteger any, Half h, float f, double d, decimal m, char c, bool yes);

    private partial void WhenNumbered(
        byte b, sbyte sb, short s, ushort us, int i, uint ui, long l, ulong ul, Int128 big, UInt128 ubig, BigInteger any, Half h, float f, double d, decimal m, char c, bool yes) => Count++;

#pragma warning disable CA1720 // A field is called like its type.
    [Event("Timed")] public partial void Time(DateTime dateTime, DateTimeOffset at, DateOnly day, TimeOnly time, TimeSpan duration, Guid guid, Uri uri, Version version, byte[] bytes, string text);

    private partial void WhenTimed(DateTime dateTime, DateTimeOffset at, DateOnly day, TimeOnly time, TimeSpan duration, Guid guid, Uri uri, Version version, byte[] bytes, string text) => Count++;
#pragma warning restore CA1720

    [Event("Filled", FormerNames = ["Stuffed"])]
    public partial void Fill(
        IReadOnlyList<string> list,
        HashSet<Colour> set,
        IReadOnlyDictionary<string, Node> byName,
        Dictionary<Colour, int> byColour,
        Dictionary<Guid, DateOnly> byGuid,
        Dictionary<int, string?> byNumber,
        int? maybe,
        UserId user,
        Modes modes,
        Shape shape,
        Node node,
        Colour? colour = null,
        string note = "-");

    private partial void WhenFilled(
        IReadOnlyList<string> list,
        HashSet<Colour> set,
        IReadOnlyDictionary<string, Node> byName,
        Dictionary<Colour, int> byColour,
        Dictionary<Guid, DateOnly> byGuid,
        Dictionary<int, string?> byNumber,
        int? maybe,
        UserId user,
        Modes modes,
        Shape shape,
        Node node,
        Colour? colour,
        string note) => Count++;

    [Event("Rated")] public partial void Rating([EventFieldConverter(typeof(RateConverter))] Rate rate);

    private partial void WhenRated(Rate rate) => Count++;

    public int Count { get; private set; }

    [Event("Added")] public partial void Add(Guid item);

    private partial void WhenAdded(Guid item) => _items.Add(item);

    /// <summary>Can't be applied to an entity that nothing was added to.</summary>
    [Event("Removed")] public partial void Remove(Guid item);

    private partial void WhenRemoved(Guid item)
    {
        if (!_items.Remove(item))
        {
#pragma warning disable ESG023 // What it is about.
            throw new InvalidOperationException("There is no such item.");
#pragma warning restore ESG023
        }
    }

    [Event] public sealed partial record Labelled(Label Label, Label[] More);

    private partial void When(Labelled e) => Count++;

    private partial void When(Melted old) => Count += old.Degrees;

    [Discard] public partial void Discard();
}
