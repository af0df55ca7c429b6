using System.ComponentModel;

namespace EsGen.CompilerServices;

/// <summary>
/// A level of the copying of a type that contains itself: what is too deep to be stored, or endless, must not exhaust the stack first.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct NestingScope
{
    /// <summary>More objects than the largest event can hold.</summary>
    private const int MaxObjects = 10_000_000;

    [ThreadStatic]
    private static int s_depth;

    [ThreadStatic]
    private static int s_objects;

    [ThreadStatic]
    private static bool s_isExceeded;

    private readonly int _outer;

    private NestingScope(int outer) => _outer = outer;

    /// <summary>Whether what is being thrown says that a value is too deep or too large.</summary>
    internal static bool IsExceeded => s_isExceeded;

    internal static NestingScope Begin()
    {
        s_objects = s_depth == 0 ? 0 : s_objects + 1;
        if (s_depth >= EventDataWriter.MaxDepth || s_objects > MaxObjects)
        {
            s_isExceeded = true;
            throw new ArgumentException(
                $"A value is nested deeper than {EventDataWriter.MaxDepth} levels, or holds too much to be stored. Store it flatter, or "
                    + "as several events.");
        }

        return new NestingScope(s_depth++);
    }

    /// <summary>Ends the level.</summary>
    public void Dispose()
    {
        s_depth = _outer;
        s_isExceeded &= _outer > 0;
    }
}
