using Xunit;

namespace EsGen.Analyzers.Tests;

/// <summary>ESG016.</summary>
public sealed class PropertyNeverSetTests
{
    [Fact]
    public Task A_property_that_is_null_at_first_is_reported() => Rule.AreReported(
        """
        [Entity] public partial class Order
        {
            [Event] public partial Order(int number);
            public int Number { get; private set; }
            [Event] public partial string {|ESG016:Note|} { get; set; }
            [Event] public partial IReadOnlyList<int> {|ESG016:Lines|} { get; set; }
            private partial void WhenLinesChanged(IReadOnlyList<int> lines) => Lines = lines;
        }
        """,
        [
            "'Note' is null until its first change; give the creation event a field of this name, set it in a When method, or make it nullable",
            "'Lines' is null until its first change; give the creation event a field of this name, set it in a When method, or make it nullable",
        ]);

    [Fact]
    public Task A_creation_event_without_the_field_is_enough() => Rule.IsReported(
        """
        [Entity] public partial class Order
        {
            [Event] public partial Order(string note);
            [Event("Imported")] public partial Order();
            [Event] public partial string {|ESG016:Note|} { get; set; }
        }
        """,
        "'Note' is null until its first change; give the creation event a field of this name, set it in a When method, or make it nullable");

    [Fact]
    public Task Properties_that_get_a_value_are_not_reported() => Rule.IsNotReported(
        """
        [Entity] public partial class Order
        {
            [Event] public partial Order(string note, string text);
            private partial void WhenCreated(string note, string text) { this.Note = note; (Text, Length) = (text, text.Length); Reset(); }
            private void Reset() => Tags ??= [];
            [Event] public partial string Note { get; set; }
            [Event] public partial string Text { get; set; }
            [Event] public partial IReadOnlyList<string> Tags { get; set; }
            [Event] public partial int Length { get; set; }
            [Event] public partial string? Remark { get; set; }
        }
        """,
        """
        [Entity] public partial class Customer
        {
            [Event] public partial Customer(string name);
            [Event("Imported")] public partial Customer(string name, int number);
            private partial void WhenImported(string name, int number) => Name = name;
            [Event] public partial string Name { get; set; }
        }
        """);

    [Fact]
    public async Task Code_that_does_not_say_what_is_nullable_is_not_reported()
    {
        UserBuild build = await UserBuild.Run(["#nullable disable\n[Entity] public partial class Old { [Event] public partial Old(); [Event] public partial Uri Name { get; set; } }"]);

        Assert.Empty(build.OfTheAnalyzer);
    }

    [Fact]
    public Task A_broken_creation_event_is_all_that_is_reported() => Rule.IsReported(
        """
        [Entity] public partial class Order
        {
            [Event] public partial Order(Span<char> {|ESG014:note|});
            [Event] public partial string Note { get; set; }
        }
        """,
        "'note' can't be stored in an event: a ref struct can't be kept; use an array or a list.");

    [Fact]
    public Task An_arm_that_is_still_to_be_written_is_all_that_is_reported() => Rule.IsReported(
        """
        [Entity] public partial class Order
        {
            [Event] public partial {|ESG027:Order|}(string note, int number);
            [Event] public partial string Note { get; set; }
        }
        """,
        "The event 'Created' needs a When method, because 'number' has no property 'Number'; write what it changes: private partial void WhenCreated(string note, int number)", "CS8795");
}
