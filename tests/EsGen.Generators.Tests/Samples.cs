namespace EsGen.Generators.Tests;

/// <summary>The classes that several tests use.</summary>
internal static class Samples
{
    /// <summary>The entity of the quick start.</summary>
    public const string Example = """
        namespace Shop;

        /// <summary>The entity of the quick start: it stores each event as it happens.</summary>
        [Entity]
        public partial class Example
        {
            /// <summary>Creates an example.</summary>
            /// <param name="foo">Some text.</param>
            /// <param name="a">Some more.</param>
            /// <param name="b">And yet more.</param>
            [Event] public partial Example(string foo = "", string a = "", string b = "");

            /// <summary>Some text; setting it is an event.</summary>
            [Event] public partial string Foo { get; set; }

            [Event] public partial string A { get; set; }

            [Event] public partial string B { get; set; }

            public int HeartbeatCount { get; private set; }

            public void BeatHeart(int beats = 1)
            {
                for (int i = 0; i < beats; i++)
                {
                    RecordHeartbeat();
                }
            }

            [Event("Heartbeat")] private partial void RecordHeartbeat();

            private partial void WhenHeartbeat() => HeartbeatCount++;

            [Discard] public partial void Discard();
        }
        """;

    /// <summary>The aggregate of the quick start.</summary>
    public const string Account = """
        namespace Shop;

        /// <summary>An aggregate: it collects events, and saving writes them in one atomic append.</summary>
        [Aggregate]
        public partial class Account
        {
            [Event("Opened")] public partial Account(string owner, decimal overdraftLimit = 0m);

            public string Owner { get; private set; }

            public decimal OverdraftLimit { get; private set; }

            public decimal Balance { get; private set; }

            /// <summary>Pays money in.</summary>
            /// <param name="amount">How much, more than nothing.</param>
            [Event("Deposited")] public partial void Deposit(decimal amount);

            partial void GuardDeposited(decimal amount) => ArgumentOutOfRangeException.ThrowIfNegativeOrZero(amount);

            private partial void WhenDeposited(decimal amount) => Balance += amount;

            /// <summary>Pays money out, or records that it was refused.</summary>
            /// <param name="amount">How much.</param>
            public void Withdraw(decimal amount)
            {
                if (Balance + OverdraftLimit < amount)
                {
                    Raise(new WithdrawalRefused(amount, Balance));
                }
                else
                {
                    RecordWithdrawn(amount);
                }
            }

            [Event("Withdrawn")] private partial void RecordWithdrawn(decimal amount);

            private partial void WhenWithdrawn(decimal amount) => Balance -= amount;

            /// <summary>A withdrawal that the balance didn't allow.</summary>
            /// <param name="Amount">How much was asked for.</param>
            /// <param name="Balance">How much there was.</param>
            [Event] public sealed partial record WithdrawalRefused(decimal Amount, decimal Balance);

            private partial void When(WithdrawalRefused e)
            {
            }

            [Discard("Closed")] public partial void Close();
        }
        """;

    /// <summary>Collections, nullables, enums, the context, former names, a second version and an id of the caller's.</summary>
    public const string Order = """
        namespace Shop;

        /// <summary>How an order is sent.</summary>
        public enum Shipping
        {
            /// <summary>By land.</summary>
            Standard,

            /// <summary>By air.</summary>
            Express,
        }

        /// <summary>An order of a customer.</summary>
        [Aggregate(FormerNames = ["Purchase"])]
        public sealed partial class Order
        {
            /// <summary>Places an order.</summary>
            /// <param name="id">The number that the customer was told.</param>
            /// <param name="products">What is ordered.</param>
            /// <param name="shipping">How it is sent.</param>
            /// <param name="note">What the customer wants us to know.</param>
            [Event("Placed", Version = 2, FormerNames = ["Ordered"])]
            public partial Order(Guid id, IReadOnlyList<string> products, Shipping shipping = Shipping.Standard, string? note = null);

            public IReadOnlyList<string> Products { get; private set; }

            public Shipping Shipping { get; private set; }

            public string? Note { get; private set; }

            public DateTimeOffset? PaidOn { get; private set; }

            public byte[]? Receipt { get; private set; }

            /// <summary>Labels, in the order of their importance.</summary>
            [Event] public partial List<string> Tags { get; private set; }

            /// <summary>When to deliver, if that was agreed on.</summary>
            [Event] public partial DateOnly? DeliveryDay { get; set; }

            /// <summary>Notes a payment.</summary>
            /// <param name="amounts">The parts that it came in; null for none.</param>
            /// <param name="receipt">The signed receipt.</param>
            [Event("Paid")] public partial void Pay(decimal?[]? amounts, byte[] receipt);

            private partial void WhenPaid(decimal?[]? amounts, byte[] receipt, EventContext context)
            {
                PaidOn = context.Timestamp;
                Receipt = receipt;
            }

            private partial void WhenPlaced(IReadOnlyList<string> products, Shipping shipping, string? note)
            {
                (Products, Shipping, Note) = (products, shipping, note);
                Tags = [];
            }

            /// <summary>A parcel left the house.</summary>
            /// <param name="Parcels">The numbers of its parts.</param>
            [Event] public sealed partial record Shipped(ImmutableArray<int> Parcels)
            {
                /// <summary>Who carries it.</summary>
                public required string Carrier { get; init; }

                /// <summary>How heavy it is.</summary>
                public double Weight { get; init; } = 1;
            }

            partial void Guard(Shipped e) => ArgumentOutOfRangeException.ThrowIfNegativeOrZero(e.Weight);

            private partial void When(Shipped e, EventContext context) => Note = $"{e.Carrier} at {context.Position}";
        }
        """;
}
