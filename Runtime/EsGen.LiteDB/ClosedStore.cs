using System.Diagnostics.CodeAnalysis;

namespace EsGen.LiteDB;

/// <summary>A store that is closed: callers are told so by the name of the datastore, whatever part of it they have.</summary>
internal static class ClosedStore
{
    // By name: the parts don't know the datastore that they are parts of.
    private const string Name = $"{nameof(EsGen)}.{nameof(LiteDB)}.{nameof(LiteDbDatastore)}";

    public static void ThrowIf([DoesNotReturnIf(true)] bool isClosed)
    {
        if (isClosed)
        {
            throw Refuse();
        }
    }

    public static ObjectDisposedException Refuse() => new(Name);
}
