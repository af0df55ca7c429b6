namespace EsGen;

/// <summary>
/// What a read model's documents look like, for stores that show them to others than EsGen: each is a JSON object of its members.
/// </summary>
/// <param name="key">What its keys are.</param>
/// <param name="isKeySigned">Of a key that is a number, whether it can be negative.</param>
/// <param name="members">The members, in the order in which they are written.</param>
/// <param name="indexes">The names of each index's members; an empty one is the key.</param>
public sealed class ReadModelShape(
    DocumentValue key, bool isKeySigned, IReadOnlyList<DocumentMember> members, IReadOnlyList<IReadOnlyList<string>> indexes)
{
    /// <summary>What its keys are: a GUID, a text, an integer, a larger number, or a date.</summary>
    public DocumentValue Key { get; } = key;

    /// <summary>Of a key that is a number, whether it can be negative: then its bytes begin with a turned sign.</summary>
    public bool IsKeySigned { get; } = isKeySigned;

    /// <summary>The members, in the order in which they are written.</summary>
    public IReadOnlyList<DocumentMember> Members { get; } = members;

    /// <summary>The names of each index's members; an empty one is the key.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Indexes { get; } = indexes;
}
