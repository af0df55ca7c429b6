using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace EsGen.Analyzers.Tests;

/// <summary>ESG047: what decides the state of a class with snapshots, and isn't in its fingerprint.</summary>
public sealed class UnseenCodeTests
{
    private const string Outside = """
        public static class Fees
        {
            public const int Fixed = 3;
            public static readonly int Rate = 2;
            public static int Least { get; } = 1;
            public static int Most => 100;
            public static int Of(int n) => n * 2;
            public static int Twice(this int n) => n * 2;
        }
        public interface IRounding { int Round(int n); }
        public class Rounding : IRounding { public Rounding() { } public Rounding(int step) => Step = step; public int Step { get; } public virtual int Round(int n) => n; }
        public abstract class Policy { public abstract int Of(int n); }
        public readonly record struct Money(int Amount)
        {
            public int Cents => Amount * 100;
            public static Money operator +(Money left, Money right) => new(left.Amount + right.Amount);
            public static implicit operator Money(int amount) => new(amount);
            public Money Add(int n) => new(Amount + n);
        }
        public enum Level { Low = 1, High = 2 }
        """;

    [Theory]
    [InlineData("Sum = n + {|ESG047:Fees.Fixed|};", "Fees.Fixed")]
    [InlineData("Sum = n + {|ESG047:Fees.Rate|};", "Fees.Rate")]
    [InlineData("Sum = n + {|ESG047:Fees.Least|};", "Fees.Least")]
    [InlineData("Sum = n + {|ESG047:Fees.Most|} + Fees.Most;", "Fees.Most")]
    [InlineData("Sum = {|ESG047:Fees.Of(n)|}; Sum = Fees.Of(Sum);", "Fees.Of")]
    [InlineData("Sum = {|ESG047:n.Twice()|};", "Fees.Twice")]
    [InlineData("Sum = new[] { n }.Select({|ESG047:Fees.Of|}).First();", "Fees.Of")]
    [InlineData("int Local(int m) => {|ESG047:Fees.Of(m)|}; Sum = Local(n);", "Fees.Of")]
    [InlineData("Sum = new[] { n }.Sum(static m => {|ESG047:Fees.Of(m)|});", "Fees.Of")]
    [InlineData("Sum = {|ESG047:new Rounding(2)|}.Step + n;", "new Rounding")]
    [InlineData("Sum = {|ESG047:new Rounding().Round(n)|};", "Rounding.Round")]
    [InlineData("Sum = {|ESG047:((IRounding)new Rounding()).Round(n)|};", "IRounding.Round")]
    [InlineData("Policy? policy = null; Sum = policy is null ? n : {|ESG047:policy.Of(n)|};", "Policy.Of")]
    [InlineData("Money money = new(n); Sum = {|ESG047:money.Cents|};", "Money.Cents")]
    [InlineData("Money money = {|ESG047:n|}; Sum = money.Amount;", "Money.operator Money")]
    [InlineData("Money money = new(n); Sum = ({|ESG047:money + money|}).Amount;", "Money.operator +")]
    [InlineData("Money money = new(n); {|ESG047:money += money|}; Sum = money.Amount;", "Money.operator +")]
    [InlineData("Sum = Add(n);", "Fees.Of", "private int Add(int n) => {|ESG047:Fees.Of(n)|};")]
    [InlineData("Sum = Nested.Of(n);", "Fees.Of", "private static class Nested { public static int Of(int n) => {|ESG047:Fees.Of(n)|}; }")]
    [InlineData("Sum = n;", "Fees.Of", "private readonly int _first = {|ESG047:Fees.Of(1)|}; public int First => _first;")]
    [InlineData("Sum = n + s_first;", "Fees.Of", "private static readonly int s_first = {|ESG047:Fees.Of(1)|};")]
    [InlineData("Other = n;", "Fees.Of", "private int _other; public int Other { get => _other; private set => _other = {|ESG047:Fees.Of(value)|}; }")]
    public Task What_decides_the_state_outside_of_the_class_is_reported_once(string arm, string name, string members = "") => Rule.IsReported(
        Make("[Aggregate, Snapshot(Every = 10)]", arm, members),
        $"'{name}' decides the state of Order, and isn't in the fingerprint of its snapshots: raise the Version of [Snapshot] whenever what it does changes");

    [Theory]
    [InlineData("Sum = Math.Max(n, int.MaxValue) + nameof(Fees.Of).Length;")]
    [InlineData("Money money = new(n); Sum = money.Amount + (money == new Money(1) ? 1 : 0) + (money with { Amount = 2 }).Amount;")]
    [InlineData("Sum = new Rounding().Step + (int)Level.High;")]
    [InlineData("Sum = Add(n); Id.ToString();", "private int Add(int n) => Nested.Of(n) + Limit; private const int Limit = 5; private static class Nested { public static int Of(int n) => n; }")]
    [InlineData("Sum = n;", "public int Fee => Fees.Of(Sum); public void Twice() => Do(Fees.Of(Sum)); partial void GuardDone(int n) => Fees.Of(n);")]
    [InlineData("Sum = n;", "[NotRecorded] private int _cache = Fees.Of(2); public int Cache => _cache;")]
    [InlineData("Func<int, int> f = m => m; Sum = f(n);")]
    public Task What_the_fingerprint_has_or_no_replay_runs_is_not_reported(string arm, string members = "") => Rule.IsNotReported(
        Make("[Aggregate, Snapshot(Every = 10)]", arm, members));

    [Fact]
    public Task Without_snapshots_nothing_is() => Rule.IsNotReported(Make("[Aggregate]", "Sum = Fees.Of(n);", ""));

    [Fact]
    public async Task It_is_only_told_and_can_be_suppressed()
    {
        string source = Make("[Aggregate, Snapshot(Version = 2)]", "Sum = Fees.Of(n);", "");
        UserBuild told = await UserBuild.Run([source]);
        Assert.Equal((DiagnosticSeverity.Info, "ESG047"), Assert.Single(told.OfTheAnalyzer.Select(static report => (report.Severity, report.Id))));
        UserBuild suppressed = await UserBuild.Run(["#pragma warning disable ESG047\n" + source]);
        Assert.Empty(suppressed.OfTheAnalyzer);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Code_of_another_assembly_is_reported_unless_it_is_net_s(bool isProject)
    {
        CSharpCompilation elsewhere = UserBuild.Compile(
            [
                CSharpSyntaxTree.ParseText(
                    """
                    namespace Elsewhere;
                    public static class Fees { public const int Fixed = 3; public static int Of(int n) => n; }
                    public sealed record Fee(int Amount) { public int Cents => Amount * 100; }
                    public enum Kind { A }
                    """,
                    new CSharpParseOptions(TestedLanguage.Version),
                    "/elsewhere/Fees.cs"),
            ],
            new CSharpParseOptions(TestedLanguage.Version)).WithAssemblyName("Elsewhere");
        using MemoryStream image = new();
        Assert.True(elsewhere.Emit(image).Success);
        const string Arm = """
            Elsewhere.Fee fee = new(n);
            Sum = Elsewhere.Fees.Of(n) + fee.Amount + Elsewhere.Fees.Fixed + fee.Cents + (fee == new Elsewhere.Fee(2) ? 1 : 0) + (int)Elsewhere.Kind.A;
            """;
        UserBuild build = await UserBuild.Run(
            [Make("[Aggregate, Snapshot]", Arm, "")],
            reference: isProject ? elsewhere.ToMetadataReference() : MetadataReference.CreateFromImage(image.ToArray()));
        Assert.Equal(
            ["Fees.Of", "Fees.Fixed", "Fee.Cents"],
            build.OfTheAnalyzer.Select(static report => $"{report.GetMessage(System.Globalization.CultureInfo.InvariantCulture).Split('\'')[1]}"));
    }

    private static string Make(string attributes, string arm, string members) =>
        $$"""
        {{attributes}} public partial class Order
        {
            [Event] public partial Order();
            public int Sum { get; private set; }
            {{members}}
            [Event("Done")] public partial void Do(int n);
            private partial void WhenDone(int n) { {{arm}} }
        }
        {{Outside}}
        """;
}
