using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace EsGen.Generators.Tests;

/// <summary>What the code declares, as the lock has it.</summary>
public sealed class CodeSchemaTests
{
    [Theory]
    [InlineData("public enum Kind { Cash, Card }", "Cash")]
    [InlineData("public enum Kind { [Obsolete] Cash, Card }", "Cash")]
    [InlineData("public enum Kind { [Obsolete] Cash, Card, Coins = 0 }", "Cash")]
    [InlineData("public enum Kind { [System.ComponentModel.Description(\"x\")] @class, Cash = 0 }", "class")]
    [InlineData("public enum Kind { Card = 1 }", "(0)")]
    [InlineData("public enum Kind : sbyte { Card = 1 }", "(-7)", "(Kind)(-7)")]
    [InlineData("public enum Kind : ulong { Card = ulong.MaxValue }", "Card", "(Kind)ulong.MaxValue")]
    [InlineData("[Flags] public enum Kind : ulong { Card = 1, Top = 1UL << 63 }", "(9223372036854775809)", "Kind.Top | Kind.Card")]
    public void The_default_of_an_enum_is_the_first_member_s_name(string type, string expected, string value = "default(Kind)") =>
        Assert.Equal(expected, Declare(type, $"Kind kind = {value}, Kind? other = {value}").Fields.Select(static field => field.Default).Distinct().Single());

    [Theory]
    [InlineData("Converter<Money>", "converted<ConverterMoney>")]
    [InlineData("Converter<A.Inner<int[]>>", "converted<ConverterInnerInt>")]
    [InlineData("Outer<int>.Nested", "converted<OuterIntNested>")]
    [InlineData("@class", "converted<class>")]
    public void Converters_have_names_that_the_lock_can_have(string converter, string expected)
    {
        const string Body = "{ public override void Write(System.Text.Json.Utf8JsonWriter writer, Money value) { } public override Money Read(ref System.Text.Json.Utf8JsonReader reader) => new(); }";
        LockedVersion version = Declare(
            $"public sealed class Money; public class Converter<T> : EventFieldConverter<Money> {Body} public class Outer<T> {{ public class Nested : EventFieldConverter<Money> {Body} }} public class @class : EventFieldConverter<Money> {Body} namespace A {{ public class Inner<T>; }}",
            $"[EventFieldConverter(typeof({converter}))] Money money");
        Assert.Equal(expected, version.Fields[0].Type.ToString());
    }

    [Theory]
    [InlineData("public sealed record Money([FormerNames(\"amount\")] decimal Sum);")]
    [InlineData("public sealed record Money([property: FormerNames(\"Amount\")] decimal Sum);")]
    [InlineData("public sealed class Money { [FormerNames(\"amount\")] public decimal Sum { get; init; } }")]
    [InlineData("public sealed class Money { public Money([FormerNames(\"amount\")] decimal sum) => Sum = sum; public decimal Sum { get; } }")]
    public void Members_of_types_have_former_names(string type) =>
        Assert.Equal(["amount"], Declare(type, "Money money").Types.Single().Fields.Single().FormerNames);

    [Theory]
    [InlineData("string note = null!", "null")]
    [InlineData("List<int> notes = null!", "null")]
    [InlineData("Thing thing = null!", "null")]
    [InlineData("Guid id = default", "default")]
    [InlineData("ulong most = ulong.MaxValue", "18446744073709551615UL")]
    [InlineData("decimal least = decimal.MinValue", "-79228162514264337593543950335m")]
    [InlineData("float small = float.Epsilon", "1E-45f")]
    [InlineData("double zero = -0d", "-0d")]
    [InlineData("sbyte least = sbyte.MinValue", "-128")]
    [InlineData("int least = int.MinValue", "-2147483648")]
    [InlineData("char end = '\\uD800'", "'\\ud800'")]
    [InlineData("string text = \"a = b\\u2028\\0\\uDFFF:\"", "\"a = b\\u2028\\0\\udfff:\"")]
    public void Whatever_may_be_a_default_may_be_in_the_lock(string parameter, string expected) =>
        Assert.Equal(expected, Declare("public sealed record Thing(int Number);", parameter).Fields[0].Default);

    [Theory]
    [InlineData("public int Rank { get; init; } = 1;", "int = 1")]
    [InlineData("public int Rank { get; init; }", "int = 0")]
    [InlineData("public int Rank { get; init; } = -0x10;", "int = -16")]
    [InlineData("public int Rank { get; init; } = (1_000);", "int = 1000")]
    [InlineData("public int Rank { get; init; } = default;", "int = 0")]
    [InlineData("public int? Rank { get; init; }", "int? = null")]
    [InlineData("public int? Rank { get; init; } = 3;", "int? = 3")]
    [InlineData("public int? Rank { get; init; } = default(int?);", "int? = null")]
    [InlineData("public int? Rank { get; init; } = default(int);", "int?")]
    [InlineData("public long Rank { get; init; } = long.MinValue;", "long")]
    [InlineData("public long Rank { get; init; } = -9223372036854775808;", "long = long.MinValue")]
    [InlineData("public ulong Rank { get; init; } = 7;", "ulong = 7UL")]
    [InlineData("public sbyte Rank { get; init; } = -7;", "sbyte = -7")]
    [InlineData("public decimal Rank { get; init; } = 7;", "decimal = 7m")]
    [InlineData("public decimal Rank { get; init; } = -7.50m;", "decimal = -7.50m")]
    [InlineData("public double Rank { get; init; } = 1;", "double = 1d")]
    [InlineData("public double Rank { get; init; } = -1.5f;", "double = -1.5d")]
    [InlineData("public float Rank { get; init; } = 1.5f;", "float = 1.5f")]
    [InlineData("public bool Rank { get; init; } = true;", "bool = true")]
    [InlineData("public bool Rank { get; init; }", "bool = false")]
    [InlineData("public char Rank { get; init; } = '=';", "char = '='")]
    [InlineData("public char Rank { get; init; }", "char = '\\0'")]
    [InlineData("public string Rank { get; init; } = \"a = b\";", "string = \"a = b\"")]
    [InlineData("public string Rank { get; init; } = string.Empty;", "string = \"\"")]
    [InlineData("public string Rank { get; init; } = String.Empty;", "string = \"\"")]
    [InlineData("public string Rank { get; init; } = @\"a\\b\";", "string = \"a\\\\b\"")]
    [InlineData("public string Rank { get; init; } = null!;", "string = null")]
    [InlineData("public string? Rank { get; init; }", "string? = null")]
    [InlineData("public Guid Rank { get; init; }", "Guid = default")]
    [InlineData("public Half Rank { get; init; } = default;", "Half = default")]
    [InlineData("public Kind Rank { get; init; } = Kind.Card;", "Kind = Card")]
    [InlineData("public Kind Rank { get; init; } = global::Kind.Card;", "Kind = Card")]
    [InlineData("public Kind Rank { get; init; }", "Kind = Cash")]
    [InlineData("public Kind Rank { get; init; } = 0;", "Kind")]
    [InlineData("public Kind? Rank { get; init; } = Kind.Card;", "Kind? = Card")]
    [InlineData("public Start Rank { get; init; }", "Start = (0)")]
    [InlineData("public Id Rank { get; init; }", "int = default")]
    [InlineData("public Point Rank { get; init; } = default;", "Point = default")]
    [InlineData("public Point? Rank { get; init; }", "Point? = null")]
    [InlineData("public int[]? Rank { get; init; }", "list<int>? = null")]
    public void The_initializer_of_a_member_is_its_default(string member, string expected) => CompareInitializer(member, expected);

    [Theory]
    [InlineData("public int Rank { get; init; } = int.Parse(\"1\");", "int")]
    [InlineData("public int Rank { get; init; } = Number;", "int")]
    [InlineData("public int Rank { get; init; } = 1 + 1;", "int")]
    [InlineData("public int Rank { get => field; init => field = value; } = 1;", "int")]
    [InlineData("public int Rank { get => field + 1; init; } = 1;", "int")]
    [InlineData("public int Rank { get; init => field = value * 2; } = 1;", "int")]
    [InlineData("public int[] Rank { get; init; } = [];", "list<int>")]
    [InlineData("public int[] Rank { get; init; } = null!;", "list<int>")]
    [InlineData("public ImmutableArray<int> Rank { get; init; }", "list<int>")]
    public void An_initializer_that_the_lock_can_t_write_stays_unknown(string member, string expected) => CompareInitializer(member, expected);

    [Theory]
    [InlineData("public class Thing { public Thing(string text) => Text = text; public string Text { get; } public int Rank { get; init; } = 1; }", "int = 1")]
    [InlineData("public class Thing { public Thing(string text) { Text = text; Rank = 2; } public string Text { get; } public int Rank { get; init; } = 1; }", "int")]
    [InlineData("public class Base { public int Rank { get; init; } = 1; } public class Thing(string text) : Base { public string Text { get; } = text; }", "int = 1")]
    [InlineData("public class Base { public int Rank { get; init; } = 1; } public class Thing : Base { public Thing(string text) { Text = text; Rank = 2; } public string Text { get; } }", "int")]
    [InlineData("public class Base { public Base() => Rank = 2; public virtual int Rank { get; init; } } public class Thing(string text) : Base { public string Text { get; } = text; public override int Rank { get; init; } = 1; }", "int")]
    [InlineData("public class Thing { public string Text { get; init => (field, Rank) = (value, 2); } = \"\"; public int Rank { get; init; } = 1; }", "int")]
    [InlineData("public record struct Thing(string Text) { public int Rank { get; init; } = 1; }", "int = 1")]
    [InlineData("public struct Thing { public string Text; public int Rank; }", "int = 0")]
    [InlineData("public struct Thing(string text) { public string Text { get; set; } = text; public int Rank = 1; }", "int = 1")]
    [InlineData("public struct Thing { public Thing(string text) { Text = text; Begin(); } public string Text { get; } public int Rank = 1; private void Begin() => Rank = 2; }", "int")]
    [InlineData("public struct Thing { public Thing(int other) { } public string Text { get; init; } = \"a\"; public int Rank { get; init; } = 1; }", "int = 0")]
    public void What_a_constructor_makes_of_an_initializer_counts(string type, string expected)
    {
        LockedField field = Declare(type, "Thing thing").Types.Single().Fields.Single(static field => field.Name == "rank");
        Assert.True(field.IsOptional);
        Assert.Equal(expected, Print(field));
    }

    [Fact]
    public void The_initializers_of_another_assembly_are_unknown_even_where_its_source_is_there()
    {
        CSharpCompilation other = Harness.Compile("public sealed record Thing(string Text) { public int Rank { get; init; } = 1; }").WithAssemblyName("Other");
        using MemoryStream image = new();
        Assert.True(other.Emit(image).Success);
        foreach (MetadataReference reference in (MetadataReference[])[other.ToMetadataReference(), MetadataReference.CreateFromImage(image.ToArray())])
        {
            CSharpCompilation compilation = Harness.Compile("[Entity] public partial class Order { [Event] public partial Order(Thing thing); public Thing Thing { get; private set; } }").AddReferences(reference);
            EntityModel model = EntityParser.Parse(compilation.GetTypeByMetadataName("Order")!, report: null, CancellationToken.None);
            Assert.Equal("int", Print(CodeSchema.Of(model).Events.Single().Latest.Types.Single().Fields[1]));
        }
    }

    /// <summary>Compares what the lock has of a member that needn't be stored: in a type of an event's, and in an event that is a record of the user's.</summary>
    private static void CompareInitializer(string member, string expected)
    {
        const string Types = "public enum Kind { Cash, Card } public enum Start { One = 1 } public readonly record struct Id(int Value); public readonly record struct Point(int X, int Y);";
        LockedField ofType = Declare($"public sealed record Thing(string Text) {{ private const int Number = 1; {member} }} {Types}", "Thing thing").FindType("Thing")!.Fields.Single(static field => field.Name == "rank");
        LockedField ofEvent = Find($"[Entity] public partial class Order {{ [Event] public partial Order(); [Event] public sealed partial record Placed {{ private const int Number = 1; {member} }} private partial void When(Placed e) {{ }} }} {Types}").Fields.Single();
        Assert.All([ofType, ofEvent], field =>
        {
            Assert.True(field.IsOptional);
            Assert.Equal(expected, Print(field));
        });
    }

    private static string Print(LockedField field) => field.Type + (field.Default is null ? "" : " = " + field.Default);

    [Fact]
    public void Kinds_that_differ_only_in_being_numbers_have_an_order() => Declare(
        "[System.Text.Json.Serialization.JsonDerivedType(typeof(B), \"1\"), System.Text.Json.Serialization.JsonDerivedType(typeof(A), 1)] public abstract record Shape; public sealed record A : Shape; public sealed record B : Shape;",
        "Shape shape");

    /// <summary>The version that the code declares of an event with some parameters; the lock can take it.</summary>
    private static LockedVersion Declare(string types, string parameters) =>
        Find($"[Entity] public partial class Order {{ [Event] public partial Order(); [Event(\"Placed\")] public partial void Place({parameters}); }} {types}");

    private static LockedVersion Find(string source)
    {
        CSharpCompilation compilation = Harness.Compile(source);
        EntityModel model = EntityParser.Parse(compilation.GetTypeByMetadataName("Order")!, report: null, CancellationToken.None);
        LockedEvent e = CodeSchema.Of(model).Events.Single(static e => e.Name == "Placed");
        Assert.True(EventLockReader.CanRead(e), EventLockWriter.Write(new EventLock(new([new LockedEntity("Order", IsRetired: false, default, new([e]))]))));
        return e.Latest;
    }

    [Fact]
    public void The_kinds_of_events_are_those_of_the_runtime() =>
        Assert.Equal(Enum.GetNames<EsGen.CompilerServices.EventKind>(), Enum.GetNames<EventKind>());
}
