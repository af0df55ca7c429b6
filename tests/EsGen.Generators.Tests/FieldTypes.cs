namespace EsGen.Generators.Tests;

/// <summary>Every type that a field can have.</summary>
internal static class FieldTypes
{
    private static readonly string[] s_structs =
    [
        "bool", "byte", "sbyte", "short", "ushort", "int", "uint", "long", "ulong", "float", "double", "decimal", "char",
        "Guid", "DateTime", "DateTimeOffset", "DateOnly", "TimeOnly", "TimeSpan", "Shop.Colour", "Box<int>.Kind",
        "Half", "Int128", "UInt128", "System.Numerics.BigInteger", "ReadOnlyMemory<byte>", "Shop.AccountId", "(int X, string? Y)",
    ];

    private static readonly string[] s_classes = ["string", "Uri", "byte[]", "Version", "Shop.Money"];

    private static readonly string[] s_shapes = ["{0}", "{0}[]", "List<{0}>", "IReadOnlyList<{0}>", "ImmutableArray<{0}>"];

    private static readonly string[] s_nullableCollections =
        ["int[]?", "List<string>?", "IReadOnlyList<byte[]?>?", "ImmutableArray<int>?", "ImmutableArray<byte[]>?", "ImmutableArray<string?>?",
         "HashSet<string>?", "IReadOnlySet<Shop.AccountId>?", "System.Collections.Frozen.FrozenSet<int>?", "ImmutableHashSet<Shop.Colour>?",
         "Dictionary<string, List<int?>?>?", "IReadOnlyDictionary<Guid, byte[]?>?", "System.Collections.Frozen.FrozenDictionary<Shop.AccountId, Shop.Money?>?", "ImmutableDictionary<long, int[][]?>?",
         "(int X, string? Y, Shop.Money?[] Z)?", "Shop.Money?"];

    /// <summary>Each type alone and nullable, and in each collection, which may be nullable itself: one event for each.</summary>
    public static string All { get; } = InShop([.. ((string[])[.. Combine([.. s_structs, .. s_classes]), .. s_nullableCollections]).Chunk(30).Select(static (types, number) => $$"""
        [Aggregate] public partial class Everything{{number}}
        {
            [Event] public partial Everything{{number}}({{string.Join(", ", types.Select(static (type, i) => $"{type} p{i}"))}});
        {{string.Join('\n', types.Select(static (type, i) => $"    public {type} P{i} {{ get; private set; }}"))}}
        }
        """)]);

    /// <summary>Some types, such as differ in how nullable contexts see them, in all ways of declaring an event.</summary>
    public static string Some { get; } = InShop(Entity([.. Combine(["string"]), .. s_nullableCollections]));

    private static IEnumerable<string> Combine(string[] types) =>
    [
        .. from type in types
           from element in (string[])[type, type + "?"]
           from shape in s_shapes
           select string.Format(System.Globalization.CultureInfo.InvariantCulture, shape, element),
    ];

    private static string InShop(params string[] entities) => $$"""
        namespace Shop
        {
            public enum Colour : long { None = -1, Red, Green = long.MaxValue }

            public readonly record struct AccountId(Guid Value);

            public sealed record Money(decimal Amount, string? Currency = null) { public int[]? Parts { get; init; } public Uri? Link { get; init; } public DateTime At { get; init; } }

            public class Box<T> { public enum Kind { Small, Large } }

        {{string.Join('\n', entities)}}
        }
        """;

    private static string Entity(string[] types) => $$"""
            [Aggregate] public partial class Everything
            {
                [Event] public partial Everything();
        {{string.Join('\n', types.Select(static (type, i) => $$"""
                [Event] public partial {{type}} P{{i}} { get; set; }
                public {{type}} A{{i}} { get; private set; }
                [Event("M{{i}}")] public partial void Set{{i}}({{type}} a{{i}});
                private {{type}} _w{{i}};
                [Event("W{{i}}")] public partial void Keep{{i}}({{type}} w);
                partial void GuardW{{i}}({{type}} w) { }
                private partial void WhenW{{i}}({{type}} w) => _w{{i}} = w;
                public {{type}} W{{i}}State => _w{{i}};
                [Event] public sealed partial record R{{i}}({{type}} A{{i}});
        """))}}
                private partial void WhenCreated()
                {
                    {{string.Join(" ", types.Select(static (_, i) => $"P{i} = A{i} = _w{i} = default!;"))}}
                }
            }
        """;
}
