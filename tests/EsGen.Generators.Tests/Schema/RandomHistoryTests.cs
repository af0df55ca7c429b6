using CsCheck;
using Microsoft.CodeAnalysis;
using Xunit;

namespace EsGen.Generators.Tests;

/// <summary>Whatever shapes a lock has, what is generated of them compiles, and only the user's own methods are missing.</summary>
public sealed class RandomHistoryTests
{
    private static readonly Gen<string> s_name = Gen.OneOf("amount", "event", "Amount", "order", "Clone", "item", "reader", "x-y", "2", "value", "equals", "placedV1", "old", "@");
    private static readonly Gen<string> s_typeName = Gen.OneOf("Money", "money", "Kind", "Modes", "Shape", "Money2", "Order", "Placed", "Event", "class");

    private static readonly Gen<(string Word, string? Default)> s_word = Gen.OneOf(
        Gen.OneOf<(string, string?)>(
            ("string", "\"a\\\"\""), ("string", "null"), ("decimal", "-1.50m"), ("int", "3"), ("long", "long.MinValue"), ("double", "double.NaN"), ("bool", "true"), ("char", "'\\''"), ("Guid", "default"),
            ("bytes", "null"), ("Uri", null), ("DateOnly", "default"), ("Version", null), ("BigInteger", "default"), ("Half", "default"), ("ulong", "18446744073709551615UL")),
        s_typeName.Select(static name => (name, (string?)"?")));

    private static readonly Gen<(string Name, (string Word, string? Default) Type, int Collection, bool IsNullable, int Optional)> s_field =
        Gen.Select(s_name, s_word, Gen.Int[0, 6], Gen.Bool, Gen.Int[0, 2]);

    private static readonly Gen<LockedVersion> s_version =
        from fields in s_field.Array[0, 4]
        from members in s_field.Array[0, 3].Array[10]
        from kinds in Gen.Int[0, 3].Array[10]
        select Build(fields, members, kinds);

    [Fact]
    public void What_is_generated_compiles() => s_version.Array[1, 3].Array[1, 2].Sample(
        static events =>
        {
            LockedEvent[] locked = [.. events.Select(static (versions, i) => new LockedEvent(i == 0 ? "Placed" : "Put", EventKind.Change, IsRetired: i == 0, default, new(versions.Select(static (version, j) => version with { Number = j + 1 }))))];
            EventLock content = new(new([new LockedEntity("Order", IsRetired: false, default, new(locked))]));
            CompilerSettings settings = new() { Lock = EventLockWriter.Write(content) };
            GeneratedCode run = Harness.Run(
                Harness.Compile(settings, "public sealed record Money(int Amount, string? Note = null); public enum Kind { A, B } [Aggregate] public partial class Order { [Event] public partial Order(); [Event(\"Put\", Version = 4)] public partial void Put_(Money money, Kind kind); private partial void WhenPut(Money money, Kind kind) { } }"),
                settings);
            string[] errors = [.. run.GetProblems().Where(static problem => !problem.Contains("CS8795", StringComparison.Ordinal))];
            return errors.Length == 0 ? true : throw new InvalidOperationException(string.Join('\n', errors));
        },
        print: static events => string.Join("\n--\n", events.SelectMany(static versions => versions).Select(static version => EventLockWriter.Write(new EventLock(new([new LockedEntity("Order", false, default, new([new LockedEvent("E", EventKind.Change, false, default, new([version]))]))]))))),
        iter: 20,
        threads: 1);

    private static LockedVersion Build((string Name, (string Word, string? Default) Type, int Collection, bool IsNullable, int Optional)[] fields, (string Name, (string Word, string? Default) Type, int Collection, bool IsNullable, int Optional)[][] members, int[] kinds)
    {
        Dictionary<string, LockedType> types = new(StringComparer.Ordinal);
        LockedField[] own = Of(fields);
        return new LockedVersion(1, new(own), new(types.Values.OrderBy(static type => type.Name, StringComparer.Ordinal)));

        LockedField[] Of((string Name, (string Word, string? Default) Type, int Collection, bool IsNullable, int Optional)[] fields) => [.. fields.DistinctBy(static field => field.Name).Select(field =>
        {
            LockedType? found = field.Type.Default == "?" ? Add(field.Type.Word) : null;
            bool isEnum = found?.Kind is LockedTypeKind.Enum or LockedTypeKind.Flags;
            LockedFieldType word = new(field.Type.Word, default, field.IsNullable);
            LockedFieldType type = field.Collection switch
            {
                0 => new LockedFieldType("list", new([word]), field.IsNullable),
                // Nothing else is in sets: see FieldTypeParser.
                1 when isEnum || (found is null && word.Word != "bytes") => new LockedFieldType("set", new([word with { IsNullable = false }]), false),
                2 => new LockedFieldType("map", new([new LockedFieldType("string", default, false), word]), field.IsNullable),
                _ => word,
            };
            string? value = type != word ? (type.IsNullable ? "null" : null) : found is null ? field.Type.Default : isEnum ? found.Members[0].Split(' ')[0] : "null";
            return new LockedField(field.Name, default, type, field.Optional > 0, field.Optional == 2 ? value : null);
        })];

        LockedType Add(string name)
        {
            if (types.TryGetValue(name, out LockedType? known))
            {
                return known;
            }

            int i = types.Count;
            LockedType type = (kinds[i]) switch
            {
                0 => new LockedType(name, LockedTypeKind.Enum, default, new(["A", "class", "value__2"]), default),
                1 => new LockedType(name, LockedTypeKind.Flags, default, new(["None = 0", "event = 1", "Top = 9223372036854775808"]), default),
                2 => new LockedType(name, LockedTypeKind.Union, default, default, default, "kind"),
                _ => new LockedType(name, LockedTypeKind.Object, default, default, default),
            };
            types.Add(name, type);
            type = kinds[i] switch
            {
                2 => type with { Cases = new([new LockedCase("1", IsNumber: true, new(Of(members[i]))), new LockedCase("box", IsNumber: false, default)]) },
                3 => type with { Fields = new(Of(members[i])) },
                _ => type,
            };
            types[name] = type;
            return type;
        }
    }
}
