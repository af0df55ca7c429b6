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

    [Fact]
    public void Kinds_that_differ_only_in_being_numbers_have_an_order() => Declare(
        "[System.Text.Json.Serialization.JsonDerivedType(typeof(B), \"1\"), System.Text.Json.Serialization.JsonDerivedType(typeof(A), 1)] public abstract record Shape; public sealed record A : Shape; public sealed record B : Shape;",
        "Shape shape");

    /// <summary>The version that the code declares of an event with some parameters; the lock can take it.</summary>
    private static LockedVersion Declare(string types, string parameters)
    {
        CSharpCompilation compilation = Harness.Compile($"[Entity] public partial class Order {{ [Event] public partial Order(); [Event(\"Placed\")] public partial void Place({parameters}); }} {types}");
        EntityModel model = EntityParser.Parse(compilation.GetTypeByMetadataName("Order")!, report: null, CancellationToken.None);
        LockedEvent e = CodeSchema.Of(model).Events.Single(static e => e.Name == "Placed");
        Assert.True(EventLockReader.CanRead(e), EventLockWriter.Write(new EventLock(new([new LockedEntity("Order", IsRetired: false, default, new([e]))]))));
        return e.Latest;
    }
}
