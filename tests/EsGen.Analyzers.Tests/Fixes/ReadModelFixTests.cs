using EsGen.CodeFixes;
using Xunit;

namespace EsGen.Analyzers.Tests;

/// <summary>The fixes for read models.</summary>
public sealed class ReadModelFixTests
{
    private const string Order = """
        [Aggregate]
        public partial class Order
        {
            [Event("Placed")] public partial Order(string customer);
            public string Customer { get; private set; }
            [Discard("Cancelled")] public partial void Cancel();
        }

        """;

    [Fact]
    public Task The_On_that_lacks_is_added_behind_the_others_and_throws() => FixTest<AddHandlerCodeFixProvider>.Changes(
        Order + """
        [ReadModel]
        public partial class {|ESG055:OrderLine|}
        {
            public string Customer { get; private set; } = "";

            private void On(Order.Placed e) => Customer = e.Customer;

            public override string ToString() => Customer;
        }
        """,
        Order + """
        [ReadModel]
        public partial class OrderLine
        {
            public string Customer { get; private set; } = "";

            private void On(Order.Placed e) => Customer = e.Customer;

            private void On(Order.Cancelled e) => throw new NotImplementedException();

            public override string ToString() => Customer;
        }
        """);

    [Fact]
    public Task The_KeyOf_that_lacks_is_added_behind_the_others_and_throws() => FixTest<AddHandlerCodeFixProvider>.Changes(
        Order + """
        [ReadModel]
        public partial class CustomerLine
        {
            public int Orders { get; private set; }

            private static string KeyOf(Order.Placed e) => e.Customer;

            private void On(Order.Placed e) => Orders++;

            [IfExists] private void {|ESG056:On|}(Order.Cancelled e) => Orders--;
        }
        """,
        Order + """
        [ReadModel]
        public partial class CustomerLine
        {
            public int Orders { get; private set; }

            private static string KeyOf(Order.Placed e) => e.Customer;

            private static string KeyOf(Order.Cancelled e) => throw new NotImplementedException();

            private void On(Order.Placed e) => Orders++;

            [IfExists] private void On(Order.Cancelled e) => Orders--;
        }
        """);

    [Fact]
    public Task Setters_become_private() => FixTest<MakeDocumentSetterPrivateCodeFixProvider>.Changes(
        Order + """
        [ReadModel]
        public partial class OrderLine
        {
            [Key] public Guid {|ESG063:Id|} { get; init; }
            [EsGen.Indexed] public string {|ESG060:Customer|} { get; set; } = "";
            public string {|ESG060:Note|} { get; internal set; } = ""; // so

            private void On(Order.Placed e) => Customer = e.Customer;
            private void On(Order.Cancelled e) => Remove();
        }
        """,
        Order + """
        [ReadModel]
        public partial class OrderLine
        {
            [Key] public Guid Id { get; private set; }
            [EsGen.Indexed] public string Customer { get; private set; } = "";
            public string Note { get; private set; } = ""; // so

            private void On(Order.Placed e) => Customer = e.Customer;
            private void On(Order.Cancelled e) => Remove();
        }
        """,
        fixes: 3);

    [Fact]
    public Task What_a_setter_says_of_itself_stays() => FixTest<MakeDocumentSetterPrivateCodeFixProvider>.Changes(
        Order + """
        [ReadModel]
        public partial class OrderLine
        {
            [Key] public Guid {|ESG063:Id|} { get; [System.Diagnostics.DebuggerStepThrough] init; }
            public string {|ESG060:Customer|} { get; [System.Diagnostics.DebuggerStepThrough] internal set; } = "";

            private void On(Order.Placed e) => Customer = e.Customer;
            private void On(Order.Cancelled e) => Remove();
        }
        """,
        Order + """
        [ReadModel]
        public partial class OrderLine
        {
            [Key] public Guid Id { get; [System.Diagnostics.DebuggerStepThrough] private set; }
            public string Customer { get; [System.Diagnostics.DebuggerStepThrough] private set; } = "";

            private void On(Order.Placed e) => Customer = e.Customer;
            private void On(Order.Cancelled e) => Remove();
        }
        """,
        fixes: 2);

    [Fact]
    public Task A_key_without_a_setter_gets_one() => FixTest<MakeDocumentSetterPrivateCodeFixProvider>.Changes(
        Order + """
        [ReadModel]
        public partial class OrderLine
        {
            [Key] public Guid {|ESG063:Id|} { get; }
            public string Customer { get; private set; } = "";
            private void On(Order.Placed e) => Customer = e.Customer;
            private void On(Order.Cancelled e) => Remove();
        }
        """,
        Order + """
        [ReadModel]
        public partial class OrderLine
        {
            [Key] public Guid Id { get; private set; }
            public string Customer { get; private set; } = "";
            private void On(Order.Placed e) => Customer = e.Customer;
            private void On(Order.Cancelled e) => Remove();
        }
        """);

    [Fact]
    public Task A_simple_name_gets_its_entity() => FixTest<QualifyEventCodeFixProvider>.Changes(
        Order + """
        [ReadModel]
        public partial class OrderLine
        {
            public string Customer { get; private set; } = "";
            private void On(Placed {|ESG052:e|}) => Customer = e.Customer;
            private void On(Order.Cancelled e) => Remove();
        }
        """,
        Order + """
        [ReadModel]
        public partial class OrderLine
        {
            public string Customer { get; private set; } = "";
            private void On(Order.Placed e) => Customer = e.Customer;
            private void On(Order.Cancelled e) => Remove();
        }
        """);
}
