using EsGen.CodeFixes;
using Xunit;

namespace EsGen.Analyzers.Tests;

public sealed class MakeSetterPrivateTests
{
    [Fact]
    public Task The_setter_becomes_private_and_the_compiler_says_the_rest() => FixTest<MakeSetterPrivateCodeFixProvider>.Becomes(
        """
        [Entity]
        public partial class Thing
        {
            [Event] public partial Thing();
            /// <summary>How many.</summary>
            public int Count { get; /* so */ set; } = 1;
            public string? Text
            {
                get;
                // Set by others.
                internal set;
            }
        }

        public static class Outside
        {
            public static void Write(Thing thing)
            {
                {|ESG020:thing.Count = 1|};
                {|ESG020:thing.Count++|};
                {|ESG020:thing.Text ??= ""|};
            }
        }
        """,
        """
        [Entity]
        public partial class Thing
        {
            [Event] public partial Thing();
            /// <summary>How many.</summary>
            public int Count { get; /* so */ private set; } = 1;
            public string? Text
            {
                get;
                // Set by others.
                private set;
            }
        }

        public static class Outside
        {
            public static void Write(Thing thing)
            {
                thing.Count = 1;
                thing.Count++;
                thing.Text ??= "";
            }
        }
        """,
        fixes: 2);

    [Fact]
    public Task Nothing_is_offered_where_that_is_impossible_or_no_help() => FixTest<MakeSetterPrivateCodeFixProvider>.LeavesAlone(
        """
        public interface ICounted { int Count { get; set; } }

        [Entity]
        public partial class Thing : ICounted
        {
            [Event] public partial Thing();
            public int Count { get; set; }
            public int Hidden { private get; set; }
            public int Field;
            public void Inside() => {|ESG020:Hidden = 1|};

            public sealed class Nested { public void Write(Thing thing) => {|ESG020:thing.Hidden = thing.Hidden|}; }
        }

        public static class Outside
        {
            public static void Write(Thing thing)
            {
                {|ESG020:thing.Count = 1|};
                {|ESG020:thing.Hidden = 1|};
                {|ESG020:thing.Field = 1|};
            }
        }
        """);
}
