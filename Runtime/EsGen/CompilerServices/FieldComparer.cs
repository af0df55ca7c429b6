namespace EsGen.CompilerServices;

/// <summary>
/// Compares values of fields as the history tells them apart: the default comparer ignores the fragment of a URI, the kind of a date and
/// the offset of an instant, and compares bytes by reference.
/// </summary>
internal static class FieldComparer<T>
{
    public static readonly IEqualityComparer<T> Instance = (IEqualityComparer<T>)(
        typeof(T) == typeof(byte[]) ? EqualityComparer<byte[]>.Create(static (x, y) => EventField.EqualBytes(x, y), EventField.HashBytes)
        : typeof(T) == typeof(Uri)
        ? EqualityComparer<Uri>.Create(SameText, static uri => UriText.Of(uri).GetHashCode(StringComparison.Ordinal))
        : typeof(T) == typeof(DateTime)
        ? EqualityComparer<DateTime>.Create(static (x, y) => x == y && x.Kind == y.Kind, static value => value.GetHashCode())
        : typeof(T) == typeof(DateTime?)
        ? EqualityComparer<DateTime?>.Create(static (x, y) => x == y && x?.Kind == y?.Kind, static value => value.GetHashCode())
        : typeof(T) == typeof(DateTimeOffset)
        ? EqualityComparer<DateTimeOffset>.Create(static (x, y) => x.EqualsExact(y), static value => value.GetHashCode())
        : typeof(T) == typeof(DateTimeOffset?)
        ? EqualityComparer<DateTimeOffset?>.Create(static (x, y) => x == y && x?.Offset == y?.Offset, static value => value.GetHashCode())
        : (object)EqualityComparer<T>.Default);

    private static bool SameText(Uri? x, Uri? y) => x is null || y is null ? x is null && y is null
        : x.IsAbsoluteUri == y.IsAbsoluteUri && (x.OriginalString == y.OriginalString || UriText.Of(x) == UriText.Of(y));
}
