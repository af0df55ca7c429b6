#pragma warning disable CA1720 // Each field is named after its type.
using System.Collections.Immutable;

namespace EsGen.Tests.Domain;

/// <summary>An aggregate whose events have fields of every type that can be stored.</summary>
[Aggregate]
public partial class EveryType
{
    [Event] public partial EveryType(Guid id);

    [Event] public sealed partial record Plain(
        string Text,
        bool Flag,
        byte Byte,
        sbyte SByte,
        short Short,
        ushort UShort,
        int Int,
        uint UInt,
        long Long,
        ulong ULong,
        float Float,
        double Double,
        decimal Decimal,
        char Char,
        Guid Guid,
        DateTime DateTime,
        DateTimeOffset DateTimeOffset,
        DateOnly DateOnly,
        TimeOnly TimeOnly,
        TimeSpan TimeSpan,
        Uri Uri,
        byte[] Bytes,
        Colour Colour);

    [Event] public sealed partial record Nullable(
        string? Text,
        bool? Flag,
        byte? Byte,
        long? Long,
        double? Double,
        decimal? Decimal,
        char? Char,
        Guid? Guid,
        DateTime? DateTime,
        DateTimeOffset? DateTimeOffset,
        DateOnly? DateOnly,
        TimeOnly? TimeOnly,
        TimeSpan? TimeSpan,
        Uri? Uri,
        byte[]? Bytes,
        Colour? Colour,
        List<int>? List,
        string[]? Array,
        ImmutableArray<int>? ImmutableArray);

    [Event] public sealed partial record Listed(
        List<string> Texts,
        string?[] NullableTexts,
        IReadOnlyList<int> Ints,
        List<int?> NullableInts,
        ImmutableArray<Guid> Guids,
        decimal[] Decimals,
        IReadOnlyList<byte[]> Blobs,
        List<Colour> Colours,
        ImmutableArray<DateTimeOffset> Instants,
        IReadOnlyList<Uri?> Uris);

    public Event? Last { get; private set; }

    public void Fill(Event e) => Raise(e);

    private partial void When(Plain e) => Last = e;

    private partial void When(Nullable e) => Last = e;

    private partial void When(Listed e) => Last = e;
}
