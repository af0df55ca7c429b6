using EsGen.CodeFixes;
using Xunit;

namespace EsGen.Analyzers.Tests;

public sealed class NameKindTests
{
    [Fact]
    public Task The_kind_is_named_behind_the_others() => FixTest<NameKindCodeFixProvider>.Changes(
        """
        using System.Text.Json.Serialization;

        namespace Shop
        {
            /// <summary>Pays.</summary>
            [JsonDerivedType(typeof(Card), "card")]
            [Serializable]
            public abstract record Payment;
            public sealed record Card : Payment;
            public static class Old { public sealed record BankTransfer : Payment; }

            [JsonDerivedType(typeof(Dog), 1)] public abstract record Pet;
            public sealed record Dog : Pet;
            public sealed record Cat : Pet;

            [Entity]
            public partial class Order
            {
                [Event] public partial Order(Payment {|ESG075:payment|}, Pet {|ESG075:pet|});
                public Payment Payment { get; private set; }
                public Pet Pet { get; private set; }
            }
        }
        """,
        """
        using System.Text.Json.Serialization;

        namespace Shop
        {
            /// <summary>Pays.</summary>
            [JsonDerivedType(typeof(Card), "card")]
            [JsonDerivedType(typeof(Old.BankTransfer), "bankTransfer")]
            [Serializable]
            public abstract record Payment;
            public sealed record Card : Payment;
            public static class Old { public sealed record BankTransfer : Payment; }

            [JsonDerivedType(typeof(Dog), 1)] [JsonDerivedType(typeof(Cat), "cat")] public abstract record Pet;
            public sealed record Dog : Pet;
            public sealed record Cat : Pet;

            [Entity]
            public partial class Order
            {
                [Event] public partial Order(Payment payment, Pet pet);
                public Payment Payment { get; private set; }
                public Pet Pet { get; private set; }
            }
        }
        """,
        fixes: 2);
}
