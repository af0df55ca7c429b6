using System.Globalization;
using CsCheck;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace EsGen.Generators.Tests;

/// <summary>The lock reads and writes identifiers and literals without a compiler, and as the compiler has them.</summary>
public sealed class LiteralTests
{
    private static readonly Gen<string> s_text = Gen.OneOf(
            Gen.Char.Select(static c => c.ToString()),
            Gen.OneOf("\\", "\"", "'", "\0", "\u001b", "\n", "\u0085", "\u2028", "\uD83D\uDE00", "\uDB40\uDC01", "\uD800", "\uDC00", "e", "u", "x", "0", "41"))
        .Array[0, 6].Select(string.Concat);

    private static readonly Gen<string> s_number = Gen.OneOf("0", "1", "_", "9", "x", "b", "F", "f", "e", "E", "+", "-", ".", "u", "UL", "l", "m", "d", "1_000", "4294967296", "2147483648", "18446744073709551615", "0x", "0b", "99999999999", " ")
        .Array[0, 6].Select(string.Concat);

    [Fact]
    public void Characters_of_identifiers_are_the_compiler_s()
    {
        for (int c = 0; c <= char.MaxValue; c++)
        {
            string alone = ((char)c).ToString();
            string within = "a" + alone;
            Assert.True(SyntaxFacts.IsValidIdentifier(alone) == Identifier.IsValid(alone), c.ToString("x4", CultureInfo.InvariantCulture));
            Assert.True(SyntaxFacts.IsValidIdentifier(within) == Identifier.IsValid(within), c.ToString("x4", CultureInfo.InvariantCulture));
        }

        Assert.False(Identifier.IsValid(""));
    }

    [Fact]
    public void A_text_is_written_as_the_compiler_writes_it_and_read_as_it_was() => s_text.Sample(
        static text =>
        {
            int at = 0;
            string literal = StringLiteral.Of(text);
            return literal == SymbolDisplay.FormatLiteral(text, quote: true) && StringLiteral.Read(literal, ref at) == text && at == literal.Length;
        },
        print: static text => SymbolDisplay.FormatLiteral(text, quote: true));

    [Fact]
    public void What_is_between_quotes_is_a_literal_where_it_is_one_for_the_compiler() => s_text.Sample(
        static text => Agrees('"' + text + '"', static literal => StringLiteral.IsOne(literal) ? Unquoted(literal) : null)
            && Agrees('\'' + text + '\'', static literal => StringLiteral.IsOneCharacter(literal) ? Unquoted(literal)![0] : null),
        print: static text => SymbolDisplay.FormatLiteral(text, quote: true));

    [Fact]
    public void A_number_is_what_it_is_for_the_compiler() => s_number.Sample(static text => text.Contains('-') || text.Contains('+') || text.Contains(' ')
        ? NumberLiteral.Read(text) is null or double or float or decimal
        : Agrees(text, NumberLiteral.Read), iter: 20_000);

    private static string? Unquoted(string literal)
    {
        int at = 0;
        return StringLiteral.Read(literal, ref at, literal[0]);
    }

    /// <summary>The same value, type included, or none on both sides.</summary>
    private static bool Agrees(string text, Func<string, object?> read)
    {
        ExpressionSyntax expression = SyntaxFactory.ParseExpression(text);
        bool isLiteral = expression is LiteralExpressionSyntax { Token: var token } && !expression.ContainsDiagnostics && expression.ToFullString() == text && token.Text == text
            && expression.Kind() is SyntaxKind.StringLiteralExpression or SyntaxKind.CharacterLiteralExpression or SyntaxKind.NumericLiteralExpression
            && token.Kind() is SyntaxKind.StringLiteralToken or SyntaxKind.CharacterLiteralToken or SyntaxKind.NumericLiteralToken;
        object? expected = isLiteral ? ((LiteralExpressionSyntax)expression).Token.Value : null;
        return Equals(expected, read(text));
    }
}
