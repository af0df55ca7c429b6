using System.Collections.ObjectModel;
using System.Runtime.CompilerServices;

namespace EsGen.CompilerServices;

/// <summary>What the platform's read-only views of lists and sets show.</summary>
internal static class Shown<T>
{
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_Items")]
    public static extern IList<T> Of(ReadOnlyCollection<T> view);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_Set")]
    public static extern ISet<T> Of(ReadOnlySet<T> view);
}
