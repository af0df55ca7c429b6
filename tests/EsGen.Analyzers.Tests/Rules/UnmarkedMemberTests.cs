using Xunit;

namespace EsGen.Analyzers.Tests;

/// <summary>ESG029.</summary>
public sealed class UnmarkedMemberTests
{
    [Fact]
    public Task Partial_members_without_the_attribute_are_reported_with_it() => Rule.AreReported(
        """
        [Entity] public partial class Order
        {
            [Event] public partial Order();
            public partial void {|ESG029:Ship|}(string to);
            private partial void {|ESG025:WhenShip|}(string to) { }
            public partial bool {|ESG029:Pay|}();
            public partial string? {|ESG029:Note|} { get; set; }
        }
        """,
        [
            "'Ship' is partial, but makes no event, so that nobody writes its other half; mark it [Event(\"Shipped\")]",
            "'WhenShip' matches no event; did you mean 'WhenShipped'?",
            "'Pay' is partial, but makes no event, so that nobody writes its other half; mark it [Event(\"Paid\")]",
            "'Note' is partial, but makes no event, so that nobody writes its other half; mark it [Event]",
        ],
        "CS8795",
        "CS8795",
        "CS9248");

    [Fact]
    public Task Members_whose_other_half_is_there_or_needs_not_be_there_are_not_reported() => Rule.IsNotReported(
        """
        [Entity, System.Diagnostics.DebuggerDisplay("")] public partial class Order
        {
            [Event] public partial Order();
            partial void Log(string text);
            public partial void Send();
            public partial void Send() => Log("");
            public partial int Count { get; }
            public partial int Count { get => 1; }
            [System.Text.RegularExpressions.GeneratedRegex("a")] private static partial System.Text.RegularExpressions.Regex Letter { get; }
            private static partial System.Text.RegularExpressions.Regex Letter => new("a");
        }
        public partial class Other
        {
            public partial void Send();
            public partial void Send() { }
        }
        """);

    [Theory]
    [InlineData("[Mapper] ", "")]
    [InlineData("", "[Mapper] ")]
    public async Task What_another_generator_may_write_is_left_to_it(string onClass, string onMember)
    {
        string[] lines = await Terminal.Print($$"""
            [System.AttributeUsage(System.AttributeTargets.All)] public class MapperAttribute : System.Attribute;
            {{onClass}}[Entity] public partial class Order
            {
                [Event] public partial Order();
                {{onMember}}public partial void Map(string to);
            }
            """);

        Assert.StartsWith("(5,", lines[0], StringComparison.Ordinal);
        Assert.Contains("CS8795", lines[0], StringComparison.Ordinal);
    }
}
