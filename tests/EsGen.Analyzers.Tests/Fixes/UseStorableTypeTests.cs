using EsGen.CodeFixes;
using Xunit;

namespace EsGen.Analyzers.Tests;

public sealed class UseStorableTypeTests
{
    [Fact]
    public Task The_collection_is_replaced_in_the_event_its_hooks_and_the_property_that_it_assigns() => FixTest<UseStorableTypeCodeFixProvider>.Changes(
        """
        [Entity]
        public partial class Order
        {
            [Event] public partial Order(Guid id, string name, IEnumerable<string> /* all */ {|ESG014:lines|});

            public string Name { get; private set; }

            public IEnumerable<string> Lines { get; private set; }

            partial void GuardCreated(string name, IEnumerable<string> theLines) { }

            [Event] public partial IReadOnlyCollection<int>? {|ESG014:Numbers|} { get; set; }

            private partial void WhenNumbersChanged(IReadOnlyCollection<int>? numbers) => Numbers = numbers;

            [Event("Noted")] public partial void Note(System.Collections.ObjectModel.Collection<IDictionary<string, IList<int>>> {|ESG014:notes|});

            private partial void WhenNoted(System.Collections.ObjectModel.Collection<IDictionary<string, IList<int>>> notes, EventContext context) { }

            [Event] public sealed partial record Refused(global::System.Collections.Generic.IEnumerable<int> {|ESG014:Reasons|}) { public IList<int> {|ESG014:More|} { get; init; } = []; }

            private partial void When(Refused e) { }
        }
        """,
        """
        [Entity]
        public partial class Order
        {
            [Event] public partial Order(Guid id, string name, IReadOnlyList<string> /* all */ lines);

            public string Name { get; private set; }

            public IReadOnlyList<string> Lines { get; private set; }

            partial void GuardCreated(string name, IReadOnlyList<string> theLines) { }

            [Event] public partial IReadOnlyList<int>? Numbers { get; set; }

            private partial void WhenNumbersChanged(IReadOnlyList<int>? numbers) => Numbers = numbers;

            [Event("Noted")] public partial void Note(IReadOnlyList<IReadOnlyDictionary<string, IReadOnlyList<int>>> notes);

            private partial void WhenNoted(IReadOnlyList<IReadOnlyDictionary<string, IReadOnlyList<int>>> notes, EventContext context) { }

            [Event] public sealed partial record Refused(IReadOnlyList<int> Reasons) { public IReadOnlyList<int> More { get; init; } = []; }

            private partial void When(Refused e) { }
        }
        """,
        fixes: 5);

    [Fact]
    public Task Nothing_is_offered_where_there_is_no_substitute() => FixTest<UseStorableTypeCodeFixProvider>.LeavesAlone(
        """
        [Entity]
        public partial class Order
        {
            [Event] public partial Order(LinkedList<int>.Enumerator {|ESG014:content|}, System.Collections.ArrayList {|ESG014:lines|});

            private partial void WhenCreated(LinkedList<int>.Enumerator content, System.Collections.ArrayList lines) { }
        }
        """);
}
