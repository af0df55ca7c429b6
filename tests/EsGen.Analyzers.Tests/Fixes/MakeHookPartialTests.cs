using EsGen.CodeFixes;
using Xunit;

namespace EsGen.Analyzers.Tests;

public sealed class MakeHookPartialTests
{
    [Fact]
    public Task Hooks_become_partial_with_their_comments_kept() => FixTest<MakeHookPartialCodeFixProvider>.Changes(
        """
        [Entity]
        public partial class Order
        {
            [Event] public partial Order(int number);

            // The number is kept.
            private void {|ESG019:WhenCreated|}(int number) { }

            // Numbers are positive.
            void {|ESG019:GuardCreated|}(int number) => ArgumentOutOfRangeException.ThrowIfNegative(number);
        }
        """,
        """
        [Entity]
        public partial class Order
        {
            [Event] public partial Order(int number);

            // The number is kept.
            private partial void WhenCreated(int number) { }

            // Numbers are positive.
            partial void GuardCreated(int number) => ArgumentOutOfRangeException.ThrowIfNegative(number);
        }
        """,
        fixes: 2);
}
