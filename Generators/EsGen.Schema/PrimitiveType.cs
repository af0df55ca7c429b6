namespace EsGen.Schema;

/// <summary>A type whose values are stored as one: all that lock, parser and codec know of it stands in its row.</summary>
/// <param name="Word">The lock's word for it.</param>
/// <param name="Name">The end of the codec's <c>Write…</c> and <c>Read…</c>.</param>
/// <param name="Source">The type in source.</param>
internal sealed record PrimitiveType(string Word, string Name, string Source)
{
    private const string Platform = "global::System.";

    private static readonly PrimitiveType[] s_all =
    [
        new("string", "String", "string") { IsReference = true, IsName = true, KeySize = 0 },
        new("bool", "Boolean", "bool") { DocumentValue = "Boolean" },
        new("byte", "Byte", "byte")
        {
            DocumentValue = "WholeNumber",
            IsName = true,
            KeySize = 1,
            Wider = ["Int16", "UInt16", "Int32", "UInt32", "Int64", "UInt64", "Single", "Double", "Decimal"],
        },
        new("sbyte", "SByte", "sbyte")
        {
            IsSigned = true,
            DocumentValue = "WholeNumber",
            IsName = true,
            KeySize = 1,
            Wider = ["Int16", "Int32", "Int64", "Single", "Double", "Decimal"],
        },
        new("short", "Int16", "short")
        {
            IsSigned = true,
            DocumentValue = "WholeNumber",
            IsName = true,
            KeySize = 2,
            Wider = ["Int32", "Int64", "Single", "Double", "Decimal"],
        },
        new("ushort", "UInt16", "ushort")
        {
            DocumentValue = "WholeNumber",
            IsName = true,
            KeySize = 2,
            Wider = ["Int32", "UInt32", "Int64", "UInt64", "Single", "Double", "Decimal"],
        },
        new("int", "Int32", "int")
        {
            IsSigned = true,
            DocumentValue = "WholeNumber",
            IsName = true,
            KeySize = 4,
            Wider = ["Int64", "Double", "Decimal"],
        },
        new("uint", "UInt32", "uint")
        {
            DocumentValue = "WholeNumber",
            IsName = true,
            KeySize = 4,
            Wider = ["Int64", "UInt64", "Double", "Decimal"],
        },
        new("long", "Int64", "long") { IsSigned = true, DocumentValue = "WholeNumber", IsName = true, KeySize = 8, Wider = ["Decimal"] },
        new("ulong", "UInt64", "ulong") { DocumentValue = "ExactNumber", IsName = true, KeySize = 8, Wider = ["Decimal"] },
        new("float", "Single", "float") { DocumentValue = "FloatingPoint", Wider = ["Double"] },
        new("double", "Double", "double") { DocumentValue = "FloatingPoint" },
        new("decimal", "Decimal", "decimal") { DocumentValue = "ExactNumber" },
        new("char", "Char", "char"),
        OfPlatform("DateTime") with { DocumentValue = "DateTime", IsComparedLoosely = true },
        OfPlatform("DateTimeOffset") with { DocumentValue = "Instant", IsComparedLoosely = true },
        OfPlatform("DateOnly") with { DocumentValue = "Date", KeySize = 4 },
        OfPlatform("TimeOnly") with { DocumentValue = "Time" },
        OfPlatform("TimeSpan"),
        OfPlatform("Guid") with { DocumentValue = "Uuid", IsName = true, KeySize = 16 },
        OfPlatform("Uri") with { IsReference = true, IsOrdered = false, IsComparedLoosely = true },
        new("bytes", "Bytes", "byte[]") { IsReference = true, IsSequence = true, IsOrdered = false },

        // In the lock the same as an array: the word means the one before.
        new("bytes", "Memory", "global::System.ReadOnlyMemory<byte>") { IsSequence = true, IsOrdered = false },
        OfPlatform("Half") with { DocumentValue = "FloatingPoint" },
        OfPlatform("Int128") with { IsSigned = true, DocumentValue = "ExactNumber", IsName = true, KeySize = 16 },
        OfPlatform("UInt128") with { DocumentValue = "ExactNumber", IsName = true, KeySize = 16 },
        OfPlatform("Version") with { IsReference = true, IsOrdered = false },
        new("BigInteger", "BigInteger", Platform + "Numerics.BigInteger") { DocumentValue = "ExactNumber", IsOrdered = false },
    ];

    private static readonly Dictionary<string, PrimitiveType> s_byWord = s_all
        .GroupBy(static type => type.Word)
        .ToDictionary(static types => types.Key, static types => types.First(), StringComparer.Ordinal);

    private static readonly Dictionary<string, PrimitiveType> s_byName = s_all.ToDictionary(
        static type => type.Name,
        StringComparer.Ordinal);

    /// <summary>Whether it is a reference type, so that it can be null by itself.</summary>
    public bool IsReference { get; private init; }

    /// <summary>Whether a value can be a name in JSON, and so the key of a dictionary.</summary>
    public bool IsName { get; private init; }

    /// <summary>How many bytes it has as the key of a document, 0 if that depends on the value; null if it can't be one.</summary>
    public int? KeySize { get; private init; }

    /// <summary>Whether its values have an order that an index could have.</summary>
    public bool IsOrdered { get; private init; } = true;

    /// <summary>Whether its elements are its value, so that C# doesn't compare it by that.</summary>
    public bool IsSequence { get; private init; }

    /// <summary>Whether C# takes values for equal that are stored differently.</summary>
    public bool IsComparedLoosely { get; private init; }

    /// <summary>Whether it is a whole number that can be less than nothing.</summary>
    public bool IsSigned { get; private init; }

    /// <summary>What it is in the shape of a document: the name of a <c>DocumentValue</c>.</summary>
    public string DocumentValue { get; private init; } = "Text";

    /// <summary>The names of the types of numbers that have every value of it, exactly.</summary>
    public IReadOnlyCollection<string> Wider { get; private init; } = [];

    /// <summary>The type that a word of the lock stands for; null if the word is none of a primitive type.</summary>
    public static PrimitiveType? OfWord(string word) => s_byWord.TryGetValue(word, out PrimitiveType? type) ? type : null;

    /// <summary>The type with a name; null if there is none.</summary>
    public static PrimitiveType? OfName(string name) => s_byName.TryGetValue(name, out PrimitiveType? type) ? type : null;

    /// <summary>Whether it is the type of that name in a namespace.</summary>
    public bool IsIn(string space) => Source == $"global::{space}.{Name}";

    private static PrimitiveType OfPlatform(string name) => new(name, name, Platform + name);
}
