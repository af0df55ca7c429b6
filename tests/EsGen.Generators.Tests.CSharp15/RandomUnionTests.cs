using CsCheck;
using Xunit;

namespace EsGen.Generators.Tests;

/// <summary>Whatever unions and closed classes consist of: either a build says what is wrong, or what is live is what is loaded again, field by field.</summary>
public sealed class RandomUnionTests
{
    private const int Types = 6;

    /// <summary>Types that cases and members can be of, with expressions for values of them.</summary>
    private static readonly (string Type, string[] Values)[] s_plain =
    [
        ("int", ["0", "-5", "int.MaxValue"]),
        ("long", ["0L", "5L"]),
        ("string", ["\"\"", "\"$type\"", "\"é\\\"\\u0000\""]),
        ("decimal", ["1.50m", "decimal.MaxValue"]),
        ("double", ["0d", "-0d", "1e300"]),
        ("bool", ["true", "false"]),
        ("Guid", ["Guid.Empty", "new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)"]),
        ("DateTimeOffset", ["DateTimeOffset.UnixEpoch", "new DateTimeOffset(2026, 1, 2, 3, 4, 5, 6, 7, TimeSpan.FromHours(2))"]),
        ("int[]", ["new int[0]", "new int[] { 1, 2 }"]),
        ("uint[]", ["new uint[] { 1 }"]),
        ("byte[]", ["new byte[] { 1, 2, 3 }"]),
        ("List<string?>", ["new List<string?> { null, \"a\" }"]),
        ("Dictionary<string, int>", ["new Dictionary<string, int> { [\"b\"] = 1, [\"a\"] = 2 }"]),
        ("Money", ["new Money(1.0m, null)", "new Money(2m, \"EUR\")"]),
        ("Point", ["new Point(1, 2)", "default(Point)"]),
        ("Id", ["new Id(Guid.Empty)"]),
        ("Color", ["Color.Green"]),
    ];

    /// <summary>The parts of one union or closed class, as indexes, and what is nullable or closed.</summary>
    private static readonly Gen<(bool IsUnion, int[] Parts, int Nullable, bool IsWrapped)> s_type =
        Gen.Select(Gen.Bool, Gen.Int[0, s_plain.Length + Types - 1].Array[1, 6], Gen.Int[0, 12], Gen.Bool);

    [Fact]
    public void Live_is_what_is_loaded_again() => s_type.Array[Types].Sample(
        static types =>
        {
            (string declarations, List<string>[] values) = Declare(types);
            string fields = string.Join(", ", types.Select((type, i) => $"T{i}{(type.IsWrapped ? "?" : "")} F{i}"));
            string entity = $$"""
                {{declarations}}
                public sealed record Money(decimal Amount, string? Currency);
                public readonly record struct Point(int X, int Y);
                public readonly record struct Id(Guid Value);
                public enum Color { Red, Green }

                [Aggregate]
                public partial class Thing
                {
                    [Event] public partial Thing();
                    public object? Last { get; private set; }
                    public void Do(Event e) => Raise(e);
                    [Event] public sealed partial record Done({{fields}});
                    private partial void When(Done e) => Last = e;
                }
                """;
            GeneratedCode generated = Harness.Run(Harness.Compile(entity));
            Assert.Empty(generated.GetCompilerErrors());
            if (generated.GetReports().Any())
            {
                Assert.All(generated.GetReports(), static report => Assert.Equal("ESG014", report.Id));
                return;
            }

            int most = values.Max(static of => of.Count);
            IEnumerable<string> events = Enumerable.Range(0, most).Select(n => $"new Thing.Done({string.Join(", ", values.Select(of => of[n % of.Count]))}),");
            Scenario.Run(
                entity,
                $$"""
                foreach (Thing.Event e in (Thing.Event[])[{{string.Join('\n', events)}}])
                {
                    IActiveRecordStrategy store = InMemoryDatastore.Open().ActiveRecordStrategy;
                    using EventSourcedApplication app = new(store);
                    Thing thing = new();
                    thing.Do(e);
                    object pending = thing.PendingEvents[1];
                    app.Repository<Thing>().Save(thing);
                    Thing again = app.Repository<Thing>()[thing.Id];
                    Assert.Equal(FieldDump.Of(e), FieldDump.Of(pending));
                    Assert.Equal(FieldDump.Of(thing.Last), FieldDump.Of(again.Last));
                    Assert.Equal<object>(pending, again.Last!);
                    Assert.Equal(pending.GetHashCode(), again.Last!.GetHashCode());
                    Thing second = new();
                    second.Do((Thing.Event)again.Last!);
                    Assert.Equal(Data(second)[1], System.Text.Encoding.UTF8.GetString(store.Items[1].Data.Span));
                }
                """);
        },
        print: static types => Declare(types).Declarations,
        iter: Environment.GetEnvironmentVariable("ESGEN_LONG_TESTS") == "1" ? 400 : 5,
        threads: 1);

    private static (string Declarations, List<string>[] Values) Declare((bool IsUnion, int[] Parts, int Nullable, bool IsWrapped)[] types)
    {
        List<string> declarations = [];
        List<string>[] values = new List<string>[Types];
        for (int i = 0; i < Types; i++)
        {
            // Of the other types, those before it, so that every value ends.
            List<(string Type, IReadOnlyList<string> Values)> parts =
            [
                .. types[i].Parts.Distinct().Select(part => part < s_plain.Length ? s_plain[part] : ($"T{part - s_plain.Length}", (IReadOnlyList<string>)values[Math.Min(part - s_plain.Length, Types - 1)]))
                    .Where(static part => part.Item2 is not null),
            ];
            if (parts.Count == 0)
            {
                parts.Add(s_plain[0]);
            }

            values[i] = [];
            if (types[i].IsUnion)
            {
                IEnumerable<string> cases = parts.Select((part, n) => part.Type + (n == types[i].Nullable ? "?" : ""));
                declarations.Add($"public union T{i}({string.Join(", ", cases)});");
                // As nullable as the case, so that no other case fits as well that a conversion leads to.
                values[i].AddRange(parts.SelectMany((part, n) => part.Values.Select(value => $"new T{i}(({part.Type}{(n == types[i].Nullable ? "?" : "")}){value})")));
                if (types[i].Nullable < parts.Count)
                {
                    values[i].Add($"default(T{i})");
                }
            }
            else
            {
                declarations.Add($"public closed record T{i};");
                declarations.AddRange(parts.Select((part, n) => $"public sealed record T{i}K{n}({part.Type}{(n == types[i].Nullable ? "?" : "")} Value) : T{i};"));
                values[i].AddRange(parts.SelectMany((part, n) => part.Values.Select(value => $"new T{i}K{n}({value})")));
                if (types[i].Nullable < parts.Count)
                {
                    values[i].Add($"new T{i}K{types[i].Nullable}(null)");
                }
            }
        }

        for (int i = 0; i < Types; i++)
        {
            if (types[i].IsWrapped)
            {
                values[i].Add("null");
            }
        }

        return (string.Join('\n', declarations), values);
    }
}
