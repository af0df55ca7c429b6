using EsGen.Generators.Emit;
using Xunit;

namespace EsGen.Generators.Tests;

/// <summary>Blocks of generated code, which look like what comes out of them.</summary>
public sealed class CodeTests
{
    private const string TwoLines = "first();\nsecond();";

    [Fact]
    public void A_value_of_several_lines_goes_on_as_far_in_as_its_line() => Assert.Equal(
        "{\n    first();\n    second();\n    x = first();\n    second();;\n}",
        Code.Of($$"""
            {
                {{TwoLines}}
                x = {{TwoLines}};
            }
            """));

    [Fact]
    public void A_line_of_empty_values_is_left_out()
    {
        Assert.Equal("a\nb", Code.Of($"a\n    {""}{""}\nb"));
        Assert.Equal("a", Code.Of($"a\n  {""}"));
        Assert.Equal("a", Code.Of($"{""}\na"));
        Assert.Equal("", Code.Of($"{""}"));
    }

    [Fact]
    public void An_empty_line_is_there_if_it_was_written()
    {
        Assert.Equal("a\n\nb", Code.Of($"a\n\n{"b"}"));
        Assert.Equal("    a\n\n    b", Code.Of($"    {"a\n"}\n    b"));
        Assert.Equal("    a\n\n    b", Code.Of($"    a\n    {"\nb"}"));
        Assert.Equal("x;", Code.Of($"{""}x;"));
    }

    [Fact]
    public void Paragraphs_have_an_empty_line_between_them() => Assert.Equal("    a\n\n    b", Code.Of($"    {Code.Paragraphs(["a", "", "b"])}"));

    [Fact]
    public void What_is_printed_line_by_line_can_be_part_of_a_block() => Assert.Equal(
        "{\n    if (a)\n    {\n        b();\n    }\n}",
        Code.Of($"{{\n    {Code.Print(static writer =>
        {
            writer.Open("if (a)");
            writer.Line("b();");
            writer.Close();
            writer.Blank();
        })}\n}}"));
}
