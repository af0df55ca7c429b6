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

    public static bool IsWord(string word) => word is Converted or Unsupported || IsCollection(word) || IsPrimitive(word);

    public static bool IsCollection(string word) => word is List or Set or Map;

    public static bool IsPrimitive(string word) => PrimitiveType.OfWord(word) is not null;

    /// <summary>Whether a word is a reference type's, so that it can be null by itself.</summary>
    public static bool IsReference(string word) => PrimitiveType.OfWord(word) is { IsReference: true };
}
