namespace EsGen;

/// <summary>What kind of value a member of a document is, for stores that show documents to others than EsGen.</summary>
public enum DocumentValue
{
    /// <summary>An array or an object in the document's JSON.</summary>
    Json,

    /// <summary>A text in JSON: a string, a character, an enum's member, a span of time, bytes in base 64.</summary>
    Text,

    /// <summary>A GUID, a text in JSON.</summary>
    Uuid,

    /// <summary>A truth value.</summary>
    Boolean,

    /// <summary>An integer of at most 64 bits with a sign.</summary>
    WholeNumber,

    /// <summary>An exact number: a decimal, or an integer that may be larger than 64 bits.</summary>
    ExactNumber,

    /// <summary>A number with a floating point.</summary>
    FloatingPoint,

    /// <summary>A moment with an offset, a text in ISO 8601.</summary>
    Instant,

    /// <summary>A date and a time of day, a text in ISO 8601.</summary>
    DateTime,

    /// <summary>A date, a text in ISO 8601.</summary>
    Date,

    /// <summary>A time of day, a text in ISO 8601.</summary>
    Time,
}
