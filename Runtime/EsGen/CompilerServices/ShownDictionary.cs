using System.Collections.ObjectModel;
using System.Runtime.CompilerServices;

namespace EsGen.CompilerServices;

/// <summary>What the platform's read-only views of dictionaries show.</summary>
internal static class ShownDictionary<TKey, TValue>
    where TKey : notnull
{
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_Dictionary")]
    public static extern IDictionary<TKey, TValue> Of(ReadOnlyDictionary<TKey, TValue> view);
}
