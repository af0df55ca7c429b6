using Xunit;

namespace EsGen.LiteDB.Tests;

/// <summary>Which parts of the store need each other: the engine knows neither its readers nor its writer.</summary>
public sealed class CircleTests
{
    private static readonly TypeReferences s_references = new(typeof(LiteDbDatastore).Assembly);

    /// <summary>Types that need each other, as one thing in several files. Any other circle is one too many.</summary>
    private static readonly string[][] s_knots =
    [
        // A block is a list of its events, which are slices of it; its forms know it, too.
        ["BlockColumns", "EventBlock", "FormatThreeBlock", "PackedEvent", "StoredBlock"],
    ];

    [Fact]
    public void There_are_no_circles_but_those_that_are_one_thing_in_several_files() => Assert.Empty(s_references.FindCircles(s_knots));

    [Fact]
    public void Each_circle_is_there_still() => Assert.All(
        s_knots,
        static knot => Assert.All(knot, type => Assert.Contains(type, s_references.Reach(type))));
}
