using EsGen.CodeFixes;
using Xunit;

namespace EsGen.Analyzers.Tests;

public sealed class MakeSetterInitTests
{
    [Fact]
    public Task All_setters_of_the_record_are_init_then() => FixTest<MakeSetterInitCodeFixProvider>.Changes(
        """
        [Aggregate]
        public partial class Account
        {
            [Event] public partial Account();
            [Event] public sealed partial record {|ESG017:Refused|}(decimal Amount)
            {
                public static int Count { get; set; }
                public string? Note { get; /* so */ set; }
                public int Reason
                {
                    get;
                    // Checked.
                    set { field = Math.Max(value, 0); }
                }

                public int Half => Reason / 2;
            }
            private partial void When(Refused e) { }
        }
        """,
        """
        [Aggregate]
        public partial class Account
        {
            [Event] public partial Account();
            [Event] public sealed partial record Refused(decimal Amount)
            {
                public static int Count { get; set; }
                public string? Note { get; /* so */ init; }
                public int Reason
                {
                    get;
                    // Checked.
                    init { field = Math.Max(value, 0); }
                }

                public int Half => Reason / 2;
            }
            private partial void When(Refused e) { }
        }
        """);

    [Fact]
    public Task Nothing_is_offered_for_another_reason() => FixTest<MakeSetterInitCodeFixProvider>.LeavesAlone(
        """
        [Aggregate]
        public partial class Account
        {
            [Event] public partial Account();
            [Event] public abstract partial record {|ESG017:Refused|}(decimal Amount) { public string? Note { get; set; } }
        }
        """);
}
