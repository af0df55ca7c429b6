using CsCheck;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace EsGen.Generators.Tests;

/// <summary>Whatever stands in a lock, the generator goes on, and what it writes can at least be parsed.</summary>
public sealed class HostileLockTests
{
    private const string Lock = """
        entity Order
          former Purchase
          event Created creates
            version 1
              customer: string
          event Frozen retired
            version 1
              reason: Reason?
              type Reason
                text: string
                why: list<Reason>
          event Placed
            former Put
            version 1
              price: Money
              kind: Kind = Cash
              shapes: map<string, Shape?>
              enum Kind
                Cash
              type Money
                amount: decimal = 0m
              union Shape
                case 1
                  side: double
                case box
                  inner: Shape?
            version 2
              price: Money
              modes: Modes = (3)
              flags Modes
                Read = 1
              type Money
                amount: decimal
        """;

    private const string Order = """
        public enum Kind { Cash, Card }
        public sealed record Money(decimal Amount);
        [Aggregate] public partial class Order
        {
            [Event] public partial Order(string customer);
            public string Customer { get; private set; }
            [Event("Placed", Version = 3)] public partial void Place(Money price, Kind kind = Kind.Cash);
            private partial void WhenPlaced(Money price, Kind kind) { }
            private static partial Placed Upcast(PlacedV2 old) => new(old.Price);
            private partial void When(Frozen old) { }
        }
        """;

    private static readonly CSharpCompilation s_compilation = Harness.Compile(Order);
    private static readonly string s_text = EventLockWriter.Write(LockText.Read(Lock));

    [Fact]
    public void A_damaged_lock_never_stops_the_generator() => Gen.Select(
            Gen.Int[0, s_text.Length - 1],
            Gen.Int[0, 40],
            Gen.OneOf("", "\n", "?", "@", "Placed", "Order", "event Placed\n", "version 1 x\n", "type Money\n", " retired", "list<", "=======\n", "Event", "class", "\"", "9"))
        .Sample(
            static (at, removed, inserted) =>
            {
                string damaged = s_text[..at] + inserted + s_text[Math.Min(s_text.Length, at + removed)..];
                GeneratorRunResult result = Harness.CreateDriver().AddAdditionalTexts([new RawText(damaged)]).RunGenerators(s_compilation).GetRunResult().Results.Single();
                return result.Exception is null && result.GeneratedSources.All(static source => !source.SyntaxTree.GetDiagnostics().Any());
            },
            print: static damage => s_text[..damage.Item1] + damage.Item3 + s_text[Math.Min(s_text.Length, damage.Item1 + damage.Item2)..],
            iter: 300);

    private sealed class RawText(string text) : AdditionalText
    {
        public override string Path => "/project/events.lock";

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }
}
