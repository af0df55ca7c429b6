using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace EsGen.Analyzers.Tests;

/// <summary>ESG003.</summary>
public sealed class UnsupportedEntityTests
{
    [Fact]
    public Task A_record_is_reported() => Rule.IsReported(
        """
        [Entity] public partial record {|ESG003:A|} { [Event] public partial A(int x); [Event("Done")] public partial void Do(); }
        """,
        "'A' can't be event-sourced: it is a record; make it a class.");

    [Fact]
    public Task A_struct_is_reported() => Rule.IsReported(
        """
        [Entity] public partial struct {|ESG003:A|} { [Event] public partial A(int x); [Event] public partial int X { get; set; } }
        """,
        "'A' can't be event-sourced: it is a struct; make it a class.");

    [Fact]
    public Task A_static_class_is_reported() => Rule.IsReported(
        """
        [Entity] public static partial class {|ESG003:A|} { [Event("Done")] public static partial void Do(); }
        """,
        "'A' can't be event-sourced: it is static, and an entity has instances; remove 'static'.");

    [Fact]
    public Task An_abstract_class_is_reported() => Rule.IsReported(
        """
        [Entity] public abstract partial class {|ESG003:A|} { [Event] public partial A(int x); private partial void WhenCreated(int x) { } }
        """,
        "'A' can't be event-sourced: it is abstract; put the attribute on a concrete class.");

    [Fact]
    public Task A_generic_class_is_reported() => Rule.IsReported(
        """
        [Entity] public partial class {|ESG003:A|}<T> where T : class { [Event] public partial A(T x); [Event("Done")] public partial void Do<S>(S s) where S : T; }
        """,
        "'A' can't be event-sourced: it is generic, itself or by a type around it, and events have fixed types; remove the type parameters.");

    [Fact]
    public Task A_class_in_a_generic_one_is_reported() => Rule.IsReported(
        """
        public partial class Outer<T> { [Entity] public partial class {|ESG003:A|} { [Event] public partial A(T x); } }
        """,
        "'A' can't be event-sourced: it is generic, itself or by a type around it, and events have fixed types; remove the type parameters.");

    [Fact]
    public Task A_primary_constructor_is_reported() => Rule.IsReported(
        """
        [Entity] public partial class {|ESG003:A|}(string name, int y) { [Event] public partial A(int x); public string Name => name + y; }
        """,
        "'A' can't be event-sourced: it has a primary constructor; declare an [Event] constructor instead, and hand services to the methods that need them.");

    [Fact]
    public Task A_base_class_is_reported() => Rule.IsReported(
        """
        public class Base; [Entity] public partial class {|ESG003:A|} : Base { [Event] public partial A(); }
        """,
        "'A' can't be event-sourced: it derives from 'Base', and an entity is replayed as a whole; remove the base class.");

    [Fact]
    public Task A_base_class_whose_constructor_demands_arguments_is_reported() => Rule.IsReported(
        """
        public class Base(string name) { public string Name => name; } [Entity] public partial class {|ESG003:A|} : Base { [Event] public partial A(); }
        """,
        "'A' can't be event-sourced: it derives from 'Base', and an entity is replayed as a whole; remove the base class.");

    [Fact]
    public Task Required_members_are_reported() => Rule.IsReported(
        """
        [Entity] public partial class {|ESG003:A|} { [Event] public partial A(); public required string Name { get; set; } }
        """,
        "'A' can't be event-sourced: its 'Name' is required, and replaying the events sets nothing else; make it a field of the creation event.");

    [Fact]
    public Task A_file_local_class_is_reported_though_generated_code_can_not_reach_it() => Rule.IsReported(
        """
        [Entity] file partial class {|ESG003:A|} { [Event] public partial A(); }
        """,
        "'A' can't be event-sourced: it is local to its file, where generated code can't reach it; remove 'file'.", "CS9275");

    [Theory]
    [InlineData(LanguageVersion.CSharp13)]
    [InlineData(LanguageVersion.CSharp12)]
    public async Task An_older_language_version_is_reported(LanguageVersion version)
    {
        UserBuild build = await UserBuild.Run(["[Entity] public partial class A { [Event(\"Done\")] public partial void Do(); }"], version);

        Assert.Equal("'A' can't be event-sourced: it needs C# 14 or later; set LangVersion to 14 or remove it from the project.", Assert.Single(build.OfTheAnalyzer).GetMessage(CultureInfo.InvariantCulture));
        Assert.Empty(build.Hiding);
    }

    [Fact]
    public Task Plain_classes_are_not_reported() => Rule.IsNotReported(
        """
        [Entity] internal sealed partial class Order : IComparable<Order>
        {
            [Event] internal partial Order();

            public int CompareTo(Order? other) => 0;

            [Aggregate] private partial class Line { [Event] public partial Line(); }
        }
        """);
}
