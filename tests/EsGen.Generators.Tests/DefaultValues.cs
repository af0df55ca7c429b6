namespace EsGen.Generators.Tests;

/// <summary>Every kind of default value that a parameter can have.</summary>
internal static class DefaultValues
{
    private static readonly (string Type, string Value)[] s_all =
    [
        ("string", "\"\""), ("string", "\"a \\\"quote\\\", a \\\\, a\\r\\n\\tline, {brace}, \\0 and \\u2028\""), ("string", "\"🦊 é\""), ("string", "\"\\ud800\""), ("string?", "null"),
        ("char", "'\\''"), ("char", "'\\\\'"), ("char", "'\\0'"), ("char", "'ß'"), ("char", "'\\ud800'"), ("char?", "'x'"), ("char?", "null"),
        ("bool", "true"), ("bool?", "false"),
        ("byte", "255"), ("sbyte", "-128"), ("short", "short.MinValue"), ("ushort", "65535"),
        ("int", "int.MinValue"), ("int?", "-1"), ("uint", "uint.MaxValue"), ("long", "long.MinValue"), ("long", "-1"), ("ulong", "ulong.MaxValue"), ("ulong?", "3"),
        ("float", "1e20f"), ("float", "float.NaN"), ("float", "float.NegativeInfinity"), ("float", "-0f"), ("float", "float.Epsilon"),
        ("double", "0.1"), ("double", "1e300"), ("double", "double.NaN"), ("double", "double.PositiveInfinity"), ("double", "-0d"), ("double?", "double.MinValue"),
        ("decimal", "1.50m"), ("decimal", "decimal.MinValue"), ("decimal", "-0.0000000000000000000000000001m"), ("decimal?", "2m"), ("decimal?", "null"),
        ("Colour", "Colour.Red"), ("Colour", "Colour.None"), ("Colour", "(Colour)(-77)"), ("Colour", "(Colour)1"), ("Colour", "default"), ("Colour?", "Colour.Green"), ("Colour?", "null"),
        ("Huge", "Huge.All"), ("Flags", "Flags.A | Flags.B"), ("Letters", "Letters.@event"),
        ("Guid", "default"), ("Guid?", "null"), ("Guid", "new Guid()"), ("DateTime", "default"), ("DateTimeOffset", "default"), ("DateOnly", "default"), ("TimeSpan", "default(TimeSpan)"),
        ("Uri?", "null"), ("int[]?", "null"), ("List<int>?", "null"), ("ImmutableArray<int>", "default"), ("ImmutableArray<int>?", "null"),
    ];

    public static string Entity { get; } = $$"""
        namespace Shop
        {
            public enum Colour { None = -1, Red, [Obsolete("Gone.", true)] Blue, Green }

            public enum Huge : ulong { All = ulong.MaxValue }

            [Flags] public enum Flags : byte { A = 1, B = 128 }

            public enum Letters : sbyte { @event = -3 }

            [Entity] public partial class Thing
            {
                [Event] public partial Thing({{string.Join(", ", s_all.Select(static (value, i) => $"{value.Type} p{i} = {value.Value}"))}});

                [Event("Changed")] public partial void Change({{string.Join(", ", s_all.Select(static (value, i) => $"{value.Type} p{i} = {value.Value}"))}});

        {{string.Join('\n', s_all.Select(static (value, i) => $"        public {value.Type} P{i} {{ get; private set; }}"))}}

                [Event] public sealed partial record Recorded({{string.Join(", ", s_all.Select(static (value, i) => $"{value.Type} P{i} = {value.Value}"))}});
            }
        }
        """;
}
