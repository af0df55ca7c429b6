using System.Text;

namespace EsGen.CompilerServices;

/// <summary>What only an entity's state has: collections that compare in a way of their own.</summary>
public ref partial struct EventDataReader
{
    /// <summary>Goes to the content of a collection whose comparer was written, too.</summary>
    /// <returns>The comparer; null if it is the type's own.</returns>
    private StringComparer? BeginComparer()
    {
        if (!_isState || !_data[_at..].StartsWith(EventDataWriter.ComparerStart))
        {
            return null;
        }

        _depth++;
        _at += EventDataWriter.ComparerStart.Length;
        int end = _data[_at..].IndexOf((byte)'"');
        string name = end < 0 ? throw Broken() : Encoding.UTF8.GetString(_data.Slice(_at, end));
        _at += end;
        if (!_data[_at..].StartsWith(EventDataWriter.ComparerEnd))
        {
            throw Broken();
        }

        _at += EventDataWriter.ComparerEnd.Length;
        return KnownComparers.Find(name) ?? throw Broken();
    }

    private void EndComparer(StringComparer? comparer)
    {
        if (comparer is null)
        {
            return;
        }

        if (!TrySkip('}'))
        {
            throw Broken();
        }

        _depth--;
    }

    /// <summary>The comparer as one of the elements, which only texts have.</summary>
    private readonly TComparer? AsComparer<TComparer>(StringComparer? comparer)
        where TComparer : class =>
        comparer is null ? null : comparer as TComparer ?? throw Broken();
}
