using Xunit;

namespace EsGen.Analyzers.Tests;

/// <summary>ESG014 for types whose state would not come back whole: the message names the field as the user wrote it.</summary>
public sealed class LostStateTests
{
    private const string MakeProperty = "make it a property with 'init', or a get-only one with a parameter of the constructor, or mark it with [JsonIgnore].";

    [Theory]
    [InlineData(
        "public sealed class Money { private readonly int _rank; private Money(int rank) => _rank = rank; public Money() { } public bool IsBig => _rank > 3; public string Text { get => \"\"; init { } } }",
        "'_rank' of Money would be lost: nothing that is stored gives it; " + MakeProperty)]
    [InlineData(
        "public sealed record Money(int A) { private readonly string? _note; public bool HasNote => _note is not null; public int Double { get => A * 2; init { } } private Money(Money o, string n) : this(o) => _note = n; }",
        "'_note' of Money would be lost: nothing that is stored gives it; " + MakeProperty)]
    [InlineData(
        "public sealed class Money { private readonly int _rank; public bool IsBig { get => _rank > 3; init { } } public int Rank { get => _rank; init { } } }",
        "'_rank' of Money would be lost: nothing that is stored gives it; " + MakeProperty)]
    [InlineData(
        "public interface IHas { int Secret { get; set; } } public sealed class Money : IHas { public int A { get; init; } int IHas.Secret { get; set; } }",
        "'IHas.Secret' of Money would be lost: it implements an interface only; make it a public property with 'init', or mark it with [JsonIgnore].")]
    [InlineData(
        "public interface IHas { int Secret { get; } } public abstract record Base : IHas { int IHas.Secret { get; } = 1; } public record Money(int A) : Base;",
        "'IHas.Secret' of Base would be lost: it implements an interface only; make it a public property with 'init', or mark it with [JsonIgnore].")]
    [InlineData(
        "public sealed class Money(decimal amount) { public decimal Amount => amount; }",
        "the parameter 'amount' of Money's primary constructor would be lost: members use it, so that it is kept where nothing can read it; make it a property, 'public decimal Amount { get; } = amount;', and use that.")]
    [InlineData(
        "public readonly struct Money(decimal amount) { public decimal Twice => amount * 2; }",
        "the parameter 'amount' of Money's primary constructor would be lost: members use it, so that it is kept where nothing can read it; make it a property, 'public decimal Amount { get; } = amount;', and use that.")]
    [InlineData(
        "public record Base { public string? Region { get; init; } } public record Money : Base { public new required string Region { get; init; } }",
        "'Region' of Base would be lost: another member of Money has its name and hides it; rename one of them, or mark it with [JsonIgnore].")]
    [InlineData(
        "public record Base { private int X { get; init; } } public record Money : Base { private int X { get; init; } public int Y { get; init; } }",
        "'X' of Money would be lost: it can't be read and set from Order; make it a property with 'init' that is internal or public, or mark it with [JsonIgnore].")]
    [InlineData(
        "public record Base { public virtual int X { get; init; } } public record Money : Base { public override int X => 5; }",
        "'X' of Base would be lost: Money overrides the property without handing everything on to it; override both accessors, or neither.")]
    [InlineData(
        "public record Base { public virtual int X { get; init; } public int Old => 0; } public record Money : Base { public override int X { get; init; } public int Was { get => base.X; init => base.X = value; } }",
        "'X' of Base would be lost: Money overrides the property without handing everything on to it; override both accessors, or neither.")]
    [InlineData(
        "public record Base { public virtual int X { get; init; } } public record Money : Base { public override int X { get => base.X / 2; init => base.X = value; } }",
        "'X' of Base would be lost: Money overrides the property without handing everything on to it; override both accessors, or neither.")]
    [InlineData(
        "public record Base { public virtual int X { get; init; } } public record Money : Base { public override int X { get { return base.X + 1; } init => base.X = value; } }",
        "'X' of Base would be lost: Money overrides the property without handing everything on to it; override both accessors, or neither.")]
    [InlineData(
        "public record Base { public virtual int X { get; init; } } public record Money : Base { public override int X { get => base.X; init => base.X = value * 2; } }",
        "'X' of Base would be lost: Money overrides the property without handing everything on to it; override both accessors, or neither.")]
    [InlineData(
        "public record Base { public virtual int X { get; init; } } public record Money : Base { public override int X { get => base.X; init { base.X = value; base.X++; } } }",
        "'X' of Base would be lost: Money overrides the property without handing everything on to it; override both accessors, or neither.")]
    [InlineData(
        "public record Base { public virtual int X { get; init; } } public record Money : Base { public override int X { get => base.X; init => Keep(base.X = value); } private static void Keep(int x) { } }",
        "'X' of Base would be lost: Money overrides the property without handing everything on to it; override both accessors, or neither.")]
    [InlineData(
        "public record Base { public virtual int X { get; init; } } public record Money : Base { public override int X { get { _ = base.X; return 1; } } }",
        "'X' of Base would be lost: Money overrides the property without handing everything on to it; override both accessors, or neither.")]
    [InlineData(
        "public record Base { public virtual int X { get; init; } } public record Money : Base { public override int X => -base.X; }",
        "'X' of Base would be lost: Money overrides the property without handing everything on to it; override both accessors, or neither.")]
    [InlineData(
        "public class Money : List<int> { public int A { get; init; } }",
        "Money derives from List<int>, whose state can't be seen; spread it into fields that can be stored, or declare an EventFieldConverter<Money> for it with [EventFieldConverter].")]
    [InlineData(
        "[System.Runtime.CompilerServices.InlineArray(4)] public struct Money { public int First; }",
        "Money is an inline array, whose elements are no members; use an array.")]
    public Task What_would_be_lost_is_named(string declaration, string reason) => Rule.IsReported(
        $$"""
        using System.Text.Json.Serialization;
        [Aggregate] public partial class Order
        {
            [Event] public partial Order();
            [Event("Done")] public partial void Do(Money {|ESG014:value|});
            private partial void WhenDone(Money value) { }
        }
        {{declaration}}
        """,
        $"'value' can't be stored in an event: {reason}");

    [Fact]
    public Task A_record_that_is_an_event_can_t_have_what_only_its_constructor_sets() => Rule.IsReported(
        """
        [Aggregate] public partial class Order
        {
            [Event] public partial Order();
            [Event] public sealed partial record {|ESG017:Done|}(int A)
            {
                public Done(int a, int b) : this(a) => B = b;
                public int B { get; }
            }
            private partial void When(Done e) { }
        }
        """,
        "'Done' can't be an event: its 'B' would not be stored; make it a parameter or a property with 'get' and 'init' that can be reached from outside of the record.");
}
