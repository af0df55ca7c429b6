using CsCheck;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace EsGen.Generators.Tests;

/// <summary>The text of a lock: what is printed is read as it was, and what can't be read is said line by line.</summary>
public sealed class EventLockTests
{
    private const string Text = """
        entity Account
          former Konto
          event Closed discards
            version 1 811c9dc5
          event Deposited
            former PaidIn
            version 1 ?
              amount: decimal
              event was happening, it: list<string?>?
            version 2 ?
              amount: Money
              kind: Kind = Cash
              note?: string
              enum Kind
                Cash
                Card
              union Place
                case "at home"
                case Shop
                  name: string
              type Money
                amount: decimal
                currency: string = "EUR = \"€\""
        entity "Sales: order" retired
        """;

    private static readonly Gen<string> s_name = Gen.OneOf("amount", "event", "version", "type", "Ünïcode", "_x", "former", "entity", "was", "Cash");
    private static readonly Gen<string> s_longName = Gen.OneOf(s_name, Gen.OneOf("Sales.Order", "a b", "a: \"b\"", "retired x", "#", "\n", "<<<<<<<", "c\\d"));
    private static readonly Gen<string> s_entityName = Gen.OneOf(s_name, Gen.OneOf("Sales.Order", "a b", "a: \"b\"", "retired x", "#", "<<<<<<<", "c\\d"));
    private static readonly Gen<EquatableArray<string>> s_entityNames = s_entityName.Array[0, 2].Select(static names => new EquatableArray<string>(names.Distinct().Order(StringComparer.Ordinal)));

    private static readonly Gen<(string Word, string? Default)> s_primitive = Gen.OneOf<(string, string?)>(
        ("string", "\"a = b: c \\\" #\""), ("string", null), ("decimal", "-1.50m"), ("int", "3"), ("long", "long.MinValue"), ("double", "double.NaN"), ("bool", "true"), ("char", "'\\''"),
        ("Guid", "default"), ("bytes", null), ("Uri", null), ("DateOnly", null), ("Thing", null), ("Colour", "Red"), ("Colour", "(7)"), ("Modes", "event"), ("Version", null), ("BigInteger", null));

    private static readonly Gen<LockedField> s_field =
        from name in Gen.OneOf(s_name, Gen.OneOf("a b: \"c\"", "@", "2", "$type", "x-y"))
        from former in Gen.OneOf(s_name, Gen.OneOf("e-mail", "a: \"b\", c")).Array[0, 2]
        from primitive in s_primitive
        from isList in Gen.Bool
        from isNullable in Gen.Bool
        from isOptional in Gen.Bool
        let word = new LockedFieldType(primitive.Word, default, isNullable)
        from anyCollection in Gen.OneOf("list", "set", "map", "converted")
        from key in Gen.OneOf("string", "Guid", "Int128", "Colour", "Modes")
        let collection = anyCollection == "set" && primitive.Word is "bytes" or "Thing" ? "list" : anyCollection
        let type = isList
            ? new LockedFieldType(collection, new(collection switch { "map" => [new LockedFieldType(key, default, false), word], "converted" => [new LockedFieldType("MoneyConverter", default, false)], _ => [word] }), isNullable)
            : word
        let value = isList ? (isNullable ? "null" : null) : primitive.Default
        select new LockedField(name, new(former), type, isOptional, isOptional ? value : null);

    private static readonly Gen<EquatableArray<LockedField>> s_fields = s_field.Array[0, 4].Select(static fields => new EquatableArray<LockedField>(fields.DistinctBy(static field => field.Name)));

    private static readonly Gen<EquatableArray<LockedType>> s_types =
        from fields in s_fields
        from discriminator in Gen.OneOf("$type", "kind", "a \"b\" by c")
        from cases in Gen.OneOf(s_longName, Gen.OneOf("1", "-2", "x 1")).Select(s_fields).Array[0, 3]
        select new EquatableArray<LockedType>(
        [
            new LockedType("Colour", LockedTypeKind.Enum, default, new(["Red", "version", "event"]), default),
            new LockedType("Modes", LockedTypeKind.Flags, default, new(["Read = 1", "event = 2", "All = -1"]), default),
            new LockedType("Place", LockedTypeKind.Union, default, default, new(cases.DistinctBy(static pair => pair.Item1).OrderBy(static pair => pair.Item1, StringComparer.Ordinal).Select(static pair => new LockedCase(pair.Item1, EventLockWriter.IsNumber(pair.Item1), pair.Item2))), discriminator),
            new LockedType("Thing", LockedTypeKind.Object, fields, default, default),
        ]);

    private static readonly Gen<LockedEvent> s_event =
        from name in s_name
        from kind in Gen.OneOf(EventKind.Change, EventKind.Creation, EventKind.Discard)
        from isRetired in Gen.Bool
        from former in s_name.Array[0, 2].Select(static names => new EquatableArray<string>(names.Distinct().Order(StringComparer.Ordinal)))
        from first in Gen.Int[1, 3]
        from shapes in s_fields.Select(s_types).Array[1, 3]
        select new LockedEvent(name, kind, isRetired, former, new(shapes.Select((shape, i) => new LockedVersion(first + i, shape.Item1, shape.Item2))));

    private static readonly Gen<EventLock> s_lock = s_entityName
        .Select(Gen.Bool, s_entityNames, s_event.Array[0, 3], static (name, isRetired, former, events) =>
            new LockedEntity(name, isRetired, former, new(events.DistinctBy(static e => e.Name).OrderBy(static e => e.Name, StringComparer.Ordinal))))
        .Array[0, 3]
        .Select(static entities => new EventLock(new EquatableArray<LockedEntity>(entities.DistinctBy(static entity => entity.Name).OrderBy(static entity => entity.Name, StringComparer.Ordinal))));

    [Fact]
    public void What_is_printed_is_read_as_it_was() => s_lock.Sample(
        static content =>
        {
            string text = EventLockWriter.Write(content);
            EventLock read = EventLockReader.Read(text, out IReadOnlyList<LockProblem> problems, out _);
            return problems.Count == 0 && read == content && EventLockWriter.Write(read) == text;
        },
        print: EventLockWriter.Write,
        iter: 2_000);

    [Fact]
    public void No_damage_makes_the_reader_fail_and_what_is_read_can_be_printed() => s_lock.Select(Gen.Int[0, 10_000], Gen.OneOf("", "\n", "?", "event X\n", "<", "\"", ":", "was", "=======\n", "entity A\n")).Sample(
        static (content, at, inserted) =>
        {
            string text = EventLockWriter.Write(content);
            at %= text.Length;
            EventLock damaged = EventLockReader.Read(text[..at] + inserted + text[Math.Min(at + 3, text.Length)..]);
            return EventLockReader.Read(EventLockWriter.Write(damaged)) == damaged;
        },
        iter: 2_000);

    [Fact]
    public void Any_order_and_indentation_becomes_the_canonical_text()
    {
        string canonical = EventLockWriter.Write(Read(Text));
        string shuffled = canonical.Replace("      ", "\t").Replace("\n", "\r\n  \r\n # a remark\r\n");
        Assert.Equal(canonical, EventLockWriter.Write(EventLockReader.Read(shuffled, out IReadOnlyList<LockProblem> problems, out _)));
        Assert.Empty(problems);
        Assert.Contains(
            """
                  amount: Money
                  kind: Kind = Cash
                  note?: string
                  enum Kind
                    Cash
                    Card
                  type Money
                    amount: decimal
                    currency: string = "EUR = \"€\""
                  union Place
                    case Shop
                      name: string
                    case "at home"

            entity "Sales: order" retired

            """.ReplaceLineEndings("\n"),
            canonical,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("      amount: decimal\n", "      amount: money\n", "Malformed 10: 'money' is no type that the lock knows")]
    [InlineData("      amount: decimal\n", "      amount: list\n", "Malformed 10: 'list' is no type that the lock knows")]
    [InlineData("      amount: decimal\n", "      amount: decimal = System.Environment.Exit(1)\n", "Malformed 10: System.Environment.Exit(1) is no default for a decimal")]
    [InlineData("      amount: decimal\n", "      amount: decimal = \"EUR\"\n", "Malformed 10: \"EUR\" is no default for a decimal")]
    [InlineData("      amount: decimal\n", "      amount: decimal = null\n", "Malformed 10: null is no default for a decimal")]
    [InlineData("      amount: decimal\n", "      amount: map<Money, int>\n      type Money\n        amount: int\n", "Malformed 10: 'map<Money, int>' is no type that an event can have: keys are text, a Guid, an integer or an enum")]
    [InlineData("      amount: decimal\n", "      amount: list<map<int?, int>>\n", "Malformed 10: 'map<int?, int>' is no type that an event can have: keys are text, a Guid, an integer or an enum")]
    [InlineData("      amount: decimal\n", "      amount: set<list<int>>\n", "Malformed 10: 'set<list<int>>' is no type that an event can have: what is in a set is told apart by its value")]
    [InlineData("      amount: decimal\n", "      amount: set<Money>\n      type Money\n        next: Money?\n        data: bytes\n", "Malformed 10: 'set<Money>' is no type that an event can have: what is in a set is told apart by its value")]
    [InlineData("      amount: decimal\n", "      amount: list<decimal\n", "Malformed 10: a field should be 'name: type', perhaps with ' = ' and its default")]
    [InlineData("      amount: decimal\n", "      amount: decimal\n      amount: int\n", "Malformed 11: the field 'amount' is there twice")]
    [InlineData("      amount: decimal\n", "      amount\n", "Malformed 10: it is none of entity, former, event, version, a field 'name: type', type, enum, union, case, a member of an enum, policy or readmodel")]
    [InlineData("      amount: decimal\n", "      amount: int\n", "Edited 9: version 1 of 'Account.Deposited' is not as it was locked")]
    [InlineData("      amount: decimal\n", "      amount: decimal = 1.5\n", "Malformed 10: 1.5 is no default for a decimal")]
    [InlineData("      amount: decimal\n", "      amount: decimal = 5m // x\n", "Malformed 10: 5m // x is no default for a decimal")]
    [InlineData("      amount: decimal\n", "      amount: byte = 256\n", "Malformed 10: 256 is no default for a byte")]
    [InlineData("      amount: decimal\n", "      amount: int = 5L\n", "Malformed 10: 5L is no default for a int")]
    [InlineData("        Card\n", "        1Card\n", "Malformed 18: it is none of entity, former, event, version, a field 'name: type', type, enum, union, case, a member of an enum, policy or readmodel")]
    [InlineData("  event Deposited\n", "  event Codec\n", "Malformed 7: 'Codec' is a name that EsGen generates, or that every class has a member of")]
    [InlineData("    former PaidIn\n", "    former \"a\\nb\"\n", "Malformed 8: \"a\\nb\" can't have been the name of an event")]
    [InlineData("  former Konto\n", "  former \"a\\nb\"\n", "Malformed 4: \"a\\nb\" can't have been the name of an entity")]
    [InlineData("entity Account\n", "entity \"a\\nb\"\n", "Malformed 3: it should be 'entity Name'")]
    [InlineData("  event Deposited\n", "  event Deposited since 2\n", "Malformed 9: version 2 should be the first; what is stored of it can't be read without")]
    [InlineData("  event Deposited\n", "<<<<<<< ours\n  event Deposited\n", "Conflict 7: the file has conflict markers of a merge")]
    [InlineData("  event Deposited\n", "  event Closed\n", "Malformed 7: the event 'Closed' is there twice")]
    [InlineData("  event Deposited\n", "  event Deposited now\n", "Malformed 7: it should be 'event Name', perhaps with 'creates' or 'discards', and 'retired'")]
    [InlineData("entity Account\n", "entity\n", "Malformed 3: it should be 'entity Name'")]
    [InlineData("    version 2", "    version 3", "Malformed 12: version 2 should follow here")]
    [InlineData("    version 2", "    version 1", "Malformed 12: version 1 is there twice; the one that nothing is stored of yet becomes version 2, here and in the code")]
    [InlineData("    version 2", "    version two", "Malformed 12: it should be 'version' with its number and its checksum")]
    [InlineData("entity \"Sales: order\"", "entity Account", "Malformed 27: the entity 'Account' is there twice")]
    [InlineData("        Card\n", "        Cash\n", "Malformed 18: the member 'Cash' is there twice")]
    [InlineData("      enum Kind\n", "      enum string\n", "Malformed 16: 'string' is no name for a type, or is there twice")]
    public void What_can_t_be_read_is_said_with_its_line(string old, string changed, string problem)
    {
        string text = EventLockWriter.Write(Read(Text));
        int at = text.IndexOf(old, StringComparison.Ordinal);
        Assert.True(at >= 0);
        EventLockReader.Read(text.Remove(at, old.Length).Insert(at, changed), out IReadOnlyList<LockProblem> problems, out _);
        Assert.Equal(problem, problems.Select(static p => $"{p.Kind} {p.Line}: {p.Reason}").First());
    }

    [Theory]
    [InlineData("version 1")]
    [InlineData("version 3")]
    [InlineData("version two")]
    public void What_is_below_a_version_that_can_t_be_read_is_no_mistake_of_its_own(string version)
    {
        string text = EventLockWriter.Write(Read(Text)).Replace("version 2", version, StringComparison.Ordinal);
        EventLockReader.Read(text, out IReadOnlyList<LockProblem> problems, out _);
        Assert.Equal(12, Assert.Single(problems).Line);
    }

    [Theory]
    [InlineData("amount: set<Money>\n type Money\n  next: Money?\n  data: int?")]
    [InlineData("amount: map<Kind, set<converted<X>>>\n enum Kind\n  A")]
    [InlineData("amount: set<Kind?>\n flags Kind\n  A = 1")]
    public void What_the_code_may_declare_of_sets_and_maps_is_read(string fields)
    {
        EventLockReader.Read($"entity E\n event F\n version 1 0\n {fields}", out IReadOnlyList<LockProblem> problems, out _);
        Assert.Equal(LockProblemKind.Edited, Assert.Single(problems).Kind);
    }

    [Fact]
    public void The_only_version_that_can_t_be_read_is_one_mistake()
    {
        EventLockReader.Read("entity A\n event B\n  version one\n   c: int", out IReadOnlyList<LockProblem> problems, out _);
        Assert.Equal(2, Assert.Single(problems).Line);
    }

    [Fact]
    public void Types_are_not_deeper_than_a_build_has_stack()
    {
        EventLockReader.Read("entity A\n event B\n  version 1 x\n   c: " + string.Concat(Enumerable.Repeat("list<", 100_000)) + "int", out IReadOnlyList<LockProblem> problems, out _);
        Assert.Equal(3, problems[0].Line);
    }

    [Fact]
    public void An_older_version_can_t_be_deleted_unnoticed()
    {
        EventLockReader.Read("entity A\n event B\n  version 2 x", out IReadOnlyList<LockProblem> problems, out _);
        Assert.Equal("version 1 should be the first; what is stored of it can't be read without", problems[0].Reason);
    }

    [Theory]
    [InlineData("string", "\"\"", true)]
    [InlineData("string", "null", true)]
    [InlineData("int", "null", false)]
    [InlineData("unsupported", null, false)]
    [InlineData("Money", null, false)]
    public void What_can_t_be_read_again_is_not_accepted(string word, string? value, bool isAccepted)
    {
        LockedEvent e = new("Placed", EventKind.Change, false, default, new([new LockedVersion(1, new([new LockedField("note", default, new LockedFieldType(word, default, false), value is not null, value)]), default)]));
        EventLock content = LockUpdate.Accept(EventLock.Empty, new LockedEntity("Order", false, default, new([e])), null);
        Assert.Equal(isAccepted ? 1 : 0, content.Entities[0].Events.Count);
    }

    /// <summary>Events as no code that is right declares them: with what the lock has no word for, too many types, names and defaults of all kinds.</summary>
    private static readonly Gen<LockedEvent> s_wildEvent =
        from e in s_event
        from word in Gen.OneOf("unsupported", "string", "int", "Money>", "class", "Colour", "Modes", "converted", "list")
        from argument in Gen.OneOf("", "int", "ConverterMoney", "Money>", "Converter<Money")
        from isNullable in Gen.Bool
        from name in Gen.OneOf(s_longName, Gen.String)
        from former in Gen.String
        from value in Gen.OneOf<string?>(
            Gen.OneOf<string?>(null, null, "null", "default", "(18446744073709551615)", "(-1)", "Red", "Read", "1.5", "5 // x", "\"\n\"", "new object()"), Gen.String.Select(static text => (string?)Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(text, quote: true)))
        from member in Gen.OneOf("Blue = 9223372036854775808", "Blue = -1", "Blue = 1", "Blue = x", "Blue", "1st = 1")
        from count in Gen.OneOf(0, 0, 0, 250, 300)
        let field = new LockedField(name, former.Length > 5 ? new([former]) : default, new LockedFieldType(word, argument.Length == 0 ? default : new([new LockedFieldType(argument, default, false)]), isNullable), value is not null, value)
        let last = e.Versions[^1]
        let types = last.Types.Select(type => type.Kind == LockedTypeKind.Flags ? type with { Members = new([.. type.Members, member]) } : type)
            .Concat(Enumerable.Range(100, count).Select(static i => new LockedType("Z" + i, LockedTypeKind.Object, default, default, default)))
        select e with { Versions = new([.. e.Versions.SkipLast(1), last with { Fields = new([.. last.Fields, field]), Types = new(types) }]) };

    [Fact]
    public void Whatever_the_code_declares_the_fixes_write_only_what_is_read_as_it_was() => s_wildEvent.Array[1, 3].Select(s_lock).Sample(
        static (events, content) =>
        {
            EventLock updated = LockUpdate.Accept(content, new LockedEntity("amount", IsRetired: false, default, new(events.DistinctBy(static e => e.Name))), null);
            EventLock read = EventLockReader.Read(EventLockWriter.Write(updated), out IReadOnlyList<LockProblem> problems, out _);
            return problems.Count == 0 && read == updated;
        },
        print: static pair => EventLockWriter.Write(LockUpdate.Accept(pair.Item2, new LockedEntity("amount", IsRetired: false, default, new(pair.Item1.DistinctBy(static e => e.Name))), null)),
        iter: 300);

    [Theory]
    [InlineData(256, null)]
    [InlineData(257, "a version has no more than 256 types")]
    public void A_version_has_so_many_types_and_no_more(int count, string? reason)
    {
        LockedType[] types = [.. Enumerable.Range(100, count).Select(static i => new LockedType($"T{i}", LockedTypeKind.Object, default, default, default))];
        LockedEvent e = new("Placed", EventKind.Change, IsRetired: false, default, new([new LockedVersion(1, new([new LockedField("a", default, new LockedFieldType("T100", default, false), false, null)]), new(types))]));
        Assert.Equal(reason, EventLockReader.FindReason(e));
        Assert.Equal(reason is null ? 1 : 0, LockUpdate.Accept(EventLock.Empty, new LockedEntity("Order", false, default, new([e])), null).Entities[0].Events.Count);
    }

    [Fact]
    public void The_lines_of_entities_events_and_versions_are_known()
    {
        EventLockReader.Read(EventLockWriter.Write(Read(Text)), out _, out IReadOnlyDictionary<(string, string, int), int> lines);
        Assert.Equal((3, 5, 12), (lines[("Account", "", 0)], lines[("Account", "Closed", 0)], lines[("Account", "Deposited", 2)]));
    }

    /// <summary>Reads a text whose checksums are still to be made.</summary>
    private static EventLock Read(string text)
    {
        EventLock read = EventLockReader.Read(text, out IReadOnlyList<LockProblem> problems, out _);
        Assert.All(problems, static problem => Assert.Equal(LockProblemKind.Edited, problem.Kind));
        return read;
    }
}
