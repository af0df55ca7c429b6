using EsGen.CodeFixes;
using Xunit;

namespace EsGen.Analyzers.Tests;

public sealed class SayPolicyStartTests
{
    private const string Purchase = """
        [Aggregate]
        public partial class Purchase
        {
            [Event("Placed")] public partial Purchase(string customer);

            public string Customer { get; private set; }
        }

        """;

    [Theory]
    [InlineData("End")]
    [InlineData("Beginning")]
    public Task Both_beginnings_are_offered(string start) => FixTest<SayPolicyStartCodeFixProvider>.Becomes(
        Purchase + """
        [Policy]
        public partial class Mailing(Action<string> send)
        {
            private void {|ESG069:On|}(Purchase.Placed e) => send(e.Customer);
        }
        """,
        Purchase + $$"""
        [Policy(StartsAt = PolicyStart.{{start}})]
        public partial class Mailing(Action<string> send)
        {
            private void On(Purchase.Placed e) => send(e.Customer);
        }
        """,
        action: nameof(SayPolicyStartCodeFixProvider) + start);

    [Fact]
    public Task Other_settings_stay() => FixTest<SayPolicyStartCodeFixProvider>.Becomes(
        Purchase + """
        [Policy("mailing", KeepsOrder = true)]
        public partial class Mailing(Action<string> send)
        {
            private void {|ESG069:On|}(Purchase.Placed e) => send(e.Customer);
        }
        """,
        Purchase + """
        [Policy("mailing", KeepsOrder = true, StartsAt = PolicyStart.End)]
        public partial class Mailing(Action<string> send)
        {
            private void On(Purchase.Placed e) => send(e.Customer);
        }
        """);
}
