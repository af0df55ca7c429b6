using Microsoft.CodeAnalysis;
using Xunit;

namespace EsGen.Analyzers.Tests;

/// <summary>ESG072.</summary>
public sealed class UnstoredMemberTests
{
    private static async Task<string> Build(string type, string declaration, string generated)
    {
        UserBuild build = await UserBuild.Run(
            [
                $$"""
                using System.Text.Json.Serialization;
                [Aggregate] public partial class Order
                {
                    [Event] public partial Order();
                    [Event("Done")] public partial void Do({{type}} value);
                    private partial void WhenDone({{type}} value) { }
                }
                {{declaration}}
                """,
            ],
            generated: generated);
        Assert.Empty(build.OfTheCompiler.Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        return string.Join('\n', build.OfTheAnalyzer.Select(static diagnostic =>
            $"{diagnostic.Id} {diagnostic.Location.SourceTree!.GetText().ToString(diagnostic.Location.SourceSpan)}: {diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}"));
    }

    private static string Lost(string members, string type, string advice = "member") =>
        $"ESG072 {type}: {members} of {type} {(advice == "member" ? "is" : "are")} written by another source generator, whose code EsGen's doesn't see, so that it is not stored; declare an EventFieldConverter<{type}> for it with [EventFieldConverter], or write the {advice} yourself.";

    [Theory]
    [InlineData("OrderId", "public readonly partial record struct OrderId;", "public readonly partial record struct OrderId(System.Guid Value) { }", "'Value'")]
    [InlineData("Money", "public sealed partial record Money { public string Currency { get; init; } = \"\"; }", "public sealed partial record Money { public decimal Amount { get; init; } }", "'Amount'")]
    [InlineData("List<Money>", "public sealed partial record Money(string Currency);", "public sealed partial record Money { public decimal Amount { get; init; } }", "'Amount'")]
    [InlineData("Money", "public partial record struct Money(string Currency);", "public partial record struct Money { public decimal Amount { get; init; } }", "'Currency' and 'Amount'", "members")]
    [InlineData("OrderId", "public partial record struct OrderId { public OrderId(int value) { Value = value; } }", "public partial record struct OrderId { public int Value { get; init; } }", "'Value'")]
    [InlineData("Money", "public partial record Base; public sealed record Money(string Currency) : Base;", "public partial record Base { public decimal Amount { get; init; } }", "'Amount'")]
    public async Task What_another_generator_adds_is_reported(string type, string declaration, string generated, string members, string advice = "member")
    {
        string name = declaration.Contains("Money", StringComparison.Ordinal) ? "Money" : type;
        Assert.Contains(Lost(members, name, advice), await Build(type, declaration, generated), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("List<Id?>", "", "public enum Id { None }")]
    [InlineData("List<Sku>", "", "public readonly record struct Sku(System.Guid Value);")]
    [InlineData("Pair", "public sealed partial class Pair { public Pair(int left) { Left = left; } }", "public sealed partial class Pair { public int Left { get; } }")]
    [InlineData("Id", "public sealed class Holder { public int Id => 1; }", "public readonly record struct Id(int Value);")]
    public async Task What_could_not_be_stored_at_all_is_said_once(string type, string declaration, string generated) => Assert.Equal(
        $"ESG014 value: 'value' can't be stored in an event: {type}, or a part of it, is written by a source generator, and a generator doesn't see what another one writes; write it yourself, or take the values that are in it.",
        await Build(type, declaration, generated));

    [Fact]
    public async Task A_name_that_json_escapes_is_not_reported() => Assert.Empty(await Build(
        "Money",
        "public sealed partial record Money { [JsonPropertyName(\"a\\\"\\\\\\u0001é\")] public int Amount { get; init; } [JsonPropertyName(\"\\\\u0041\")] public int Other { get; init; } }",
        "public sealed partial record Money { public int Twice => Amount * 2; }"));

    [Fact]
    public async Task A_type_with_the_name_of_a_property_is_reported()
    {
        UserBuild build = await UserBuild.Run(
            ["[Aggregate] public partial class Order { [Event] public partial Order(Number number); public Number Number { get; private set; } }"],
            generated: "public readonly record struct Number(int Value);");
        Assert.Equal(["ESG014"], build.OfTheAnalyzer.Select(static report => report.Id));
    }

    [Fact]
    public async Task State_of_another_generator_that_could_not_be_stored_anyway_is_refused() => Assert.StartsWith(
        "ESG014 value: 'value' can't be stored in an event: '_amount' of Money would be lost",
        await Build("Money", "public sealed partial record Money(string Currency);", "public sealed partial record Money { private readonly int _amount = 1; }"),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("Money", "public sealed partial record Money(string Currency);", "public sealed partial record Money { public bool IsEuro => Currency == \"EUR\"; public static Money None { get; } = new(\"\"); }")]
    [InlineData("(Money, Money?)", "[JsonDerivedType(typeof(Coin), \"coin\")] public abstract partial record Money; public partial record Coin([property: JsonPropertyName(\"n\")] int Value) : Money; public readonly record struct Id(int @class);", "public partial record Coin { public int Twice => Value * 2; }")]
    [InlineData("Id", "public readonly partial record struct Id(int @class);", "public readonly partial record struct Id { public int Twice => @class * 2; }")]
    [InlineData("Id", "public readonly partial record struct Id;", "")]
    public async Task What_is_no_state_is_not_reported(string type, string declaration, string generated) => Assert.Equal("", await Build(type, declaration, generated));
}
