using EsGen.CodeFixes;
using Xunit;

namespace EsGen.Analyzers.Tests;

public sealed class NameIntentTests
{
    [Fact]
    public Task Setting_the_property_becomes_calling_a_method() => RefactoringTest<NameIntentRefactoringProvider>.Changes(
        """
        [Entity]
        public partial class Customer
        {
            [Event] public partial Customer(string name);

            /// <summary>What the customer is called.</summary>
            [Event(FormerNames = ["Renamed"])] public partial string [||]Name { get; set; } // So.

            partial void GuardNameChanged(string name) => ArgumentException.ThrowIfNullOrEmpty(name);

            public void Marry(Customer other)
            {
                Name = other.Name; // Takes the name.
                this.Name = Name + "x";
            }

            [Event("Cleared")] public partial void Clear();

            private partial void WhenCleared() => Name = "";
        }

        public static class Outside
        {
            public static void Rename(Customer customer) => customer.Name = "x";
        }
        """,
        """
        [Entity]
        public partial class Customer
        {
            [Event] public partial Customer(string name);

            /// <summary>What the customer is called.</summary>
            public string Name { get; private set; } // So.

            [Event("NameChanged", FormerNames = ["Renamed"])] public partial void ChangeName(string name);

            partial void GuardNameChanged(string name) => ArgumentException.ThrowIfNullOrEmpty(name);

            public void Marry(Customer other)
            {
                ChangeName(other.Name); // Takes the name.
                this.ChangeName(Name + "x");
            }

            [Event("Cleared")] public partial void Clear();

            private partial void WhenCleared() => Name = "";
        }

        public static class Outside
        {
            public static void Rename(Customer customer) => customer.ChangeName("x");
        }
        """);

    [Theory]
    [InlineData("[Event] public partial int [||]Count { get; set; } public void Up() => Count++;")]
    [InlineData("[Event] public partial int [||]Count { get; set; } public static Customer Make() => new() { Count = 1 };")]
    [InlineData("[Event] public partial int [||]Count { get; set; } public void ChangeCount() { }")]
    [InlineData("public int [||]Count { get; private set; }")]
    public Task Nothing_is_offered_where_a_write_can_not_be_a_call(string member) => RefactoringTest<NameIntentRefactoringProvider>.LeavesAlone(
        $$"""
        [Entity]
        public partial class Customer
        {
            [Event] public partial Customer();
            {{member}}
        }
        """);
}
