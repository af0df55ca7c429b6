namespace EsGen.Generators.Schema;

/// <summary>What the lock's words for collections are to the codec.</summary>
internal static class CollectionWords
{
    private const string Generic = "global::System.Collections.Generic.";

    /// <summary>Collections that are stored alike have one word.</summary>
    public static string Of(FieldShape shape) => shape switch
    {
        _ when shape.IsSet() => TypeWords.Set,
        _ when shape.IsDictionary() => TypeWords.Map,
        _ => TypeWords.List,
    };

    /// <summary>The collection that stored ones of a word are read into, without its type arguments.</summary>
    public static (FieldShape Shape, string Source) Get(string word) => word switch
    {
        TypeWords.Set => (FieldShape.ReadOnlySet, Generic + "IReadOnlySet"),
        TypeWords.Map => (FieldShape.ReadOnlyDictionary, Generic + "IReadOnlyDictionary"),
        _ => (FieldShape.ReadOnlyList, Generic + "IReadOnlyList"),
    };
}
