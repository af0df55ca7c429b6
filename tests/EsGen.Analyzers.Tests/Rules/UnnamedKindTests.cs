using Xunit;

namespace EsGen.Analyzers.Tests;

/// <summary>ESG075: what derives from a hierarchy is one of the kinds that are stored.</summary>
public sealed class UnnamedKindTests
{
    [Fact]
    public Task A_class_that_no_attribute_names_is_reported_with_the_attribute_to_add() => Rule.IsReported(
        """
        using System.Text.Json.Serialization;
        [JsonDerivedType(typeof(Card), "card")] public abstract record Payment;
        public sealed record Card : Payment;
        public static class Old { public sealed record BankTransfer : Payment; }
        [Entity] public partial class Order { [Event] public partial Order(Payment {|ESG075:payment|}); public Payment Payment { get; private set; } [Event] public partial Payment? Tip { get; set; } }
        """,
        "'payment' is a Payment and can be a BankTransfer, which is none of the kinds that are stored, so that it would be refused when the event is raised; add [JsonDerivedType(typeof(BankTransfer), \"bankTransfer\")] to Payment");

    [Fact]
    public Task What_is_abstract_open_or_not_in_events_is_not_reported() => Rule.IsNotReported(
        """
        using System.Text.Json.Serialization;
        [JsonDerivedType(typeof(Card), "card")] public abstract record Payment;
        public abstract record Plastic : Payment;
        public sealed record Card : Plastic;
        [JsonDerivedType(typeof(Dog), "dog")] public abstract record Pet;
        public sealed record Dog : Pet;
        public sealed record Cat : Pet;
        [Entity] public partial class Order { [Event] public partial Order(Payment payment); public Payment Payment { get; private set; } public Pet? Pet => null; }
        """);

    [Fact]
    public async Task It_can_be_suppressed_at_the_field()
    {
        UserBuild build = await UserBuild.Run(
            [
                """
                using System.Text.Json.Serialization;
                [JsonDerivedType(typeof(Card), "card")] public abstract record Payment;
                public sealed record Card : Payment;
                public sealed record Cash : Payment;
                #pragma warning disable ESG075
                [Entity] public partial class Order { [Event] public partial Order(Payment payment); public Payment Payment { get; private set; } }
                """,
            ]);

        Assert.Empty(build.OfTheAnalyzer.Concat(build.OfTheCompiler));
    }
}
