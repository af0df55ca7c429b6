using EsGen.CodeFixes;
using Xunit;

namespace EsGen.Analyzers.Tests;

public sealed class MarkAsEventTests
{
    [Fact]
    public Task The_attribute_is_written_before_the_member() => FixTest<MarkAsEventCodeFixProvider>.Changes(
        """
        [Aggregate]
        public partial class Account
        {
            [Event] public partial Account();

            public decimal Balance { get; private set; }

            /// <summary>Pays in.</summary>
            public partial void {|ESG029:Deposit|}(decimal balance);

            // For the owner.
            public partial string? {|ESG029:Note|} { get; set; } // Any text.
        }
        """,
        """
        [Aggregate]
        public partial class Account
        {
            [Event] public partial Account();

            public decimal Balance { get; private set; }

            /// <summary>Pays in.</summary>
            [Event("Deposited")] public partial void Deposit(decimal balance);

            // For the owner.
            [Event] public partial string? Note { get; set; } // Any text.
        }
        """,
        fixes: 2);
}
