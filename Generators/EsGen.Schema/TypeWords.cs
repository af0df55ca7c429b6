namespace EsGen.Schema;

/// <summary>The lock's own words for what can be stored, which no namespace changes.</summary>
internal static class TypeWords
{
    /// <summary>What a converter of the user's writes; its name is the argument.</summary>
    public const string Converted = "converted";

    /// <summary>What is no field's type, which is an error.</summary>
    public const string Unsupported = "unsupported";

    /// <summary>What keeps an order.</summary>
    public const string List = "list";

    /// <summary>What has each value once.</summary>
    public const string Set = "set";

    /// <summary>What has keys.</summary>
    public const string Map = "map";

    /// <summary>Word, the end of the codec's <c>Write…</c> and <c>Read…</c>, the type in source.</summary>
    private static readonly (string Word, string Primitive, string Source)[] s_primitives =
    [
        ("string", "String", "string"), ("bool", "Boolean", "bool"), ("byte", "Byte", "byte"), ("sbyte", "SByte", "sbyte"), ("short", "Int16", "short"),
        ("ushort", "UInt16", "ushort"), ("int", "Int32", "int"), ("uint", "UInt32", "uint"), ("long", "Int64", "long"), ("ulong", "UInt64", "ulong"),
        ("float", "Single", "float"), ("double", "Double", "double"), ("decimal", "Decimal", "decimal"), ("char", "Char", "char"),
        ("DateTime", "DateTime", "global::System.DateTime"), ("DateTimeOffset", "DateTimeOffset", "global::System.DateTimeOffset"),
        ("DateOnly", "DateOnly", "global::System.DateOnly"), ("TimeOnly", "TimeOnly", "global::System.TimeOnly"), ("TimeSpan", "TimeSpan", "global::System.TimeSpan"),
        ("Guid", "Guid", "global::System.Guid"), ("Uri", "Uri", "global::System.Uri"), ("bytes", "Bytes", "byte[]"),
        ("Half", "Half", "global::System.Half"), ("Int128", "Int128", "global::System.Int128"), ("UInt128", "UInt128", "global::System.UInt128"),
        ("Version", "Version", "global::System.Version"), ("BigInteger", "BigInteger", "global::System.Numerics.BigInteger"),
    ];

    private static readonly Dictionary<string, (string Primitive, string Source)> s_byWord =
        s_primitives.ToDictionary(static p => p.Word, static p => (p.Primitive, p.Source), StringComparer.Ordinal);

    private static readonly Dictionary<string, string> s_byPrimitive = s_primitives.ToDictionary(static p => p.Primitive, static p => p.Word, StringComparer.Ordinal);

    public static bool IsWord(string word) => word is Converted or Unsupported || IsCollection(word) || s_byWord.ContainsKey(word);

    public static bool IsCollection(string word) => word is List or Set or Map;

    public static bool IsPrimitive(string word) => s_byWord.ContainsKey(word);

    /// <summary>Whether a word is a reference type's, so that it can be null by itself.</summary>
    public static bool IsReference(string word) => word is "string" or "Uri" or "bytes" or "Version";

    public static string OfPrimitive(string primitive) => primitive == "Memory" ? "bytes" : s_byPrimitive[primitive];

    public static (string Primitive, string Source) Get(string word) => s_byWord[word];
}
