namespace EsGen.LiteDB;

/// <summary>The different ones of some values, in the order in which they first came, and which of them each is.</summary>
internal sealed class DistinctValues<T>(int count)
    where T : notnull
{
    private readonly Dictionary<T, int> _places = [];
    private readonly int[] _indexes = new int[count];
    private int _count;

    public List<T> Values { get; } = [];

    public ReadOnlySpan<int> Indexes => _indexes.AsSpan(0, _count);

    public void Add(T value)
    {
        // Most often as the one before.
        var index = _count > 0 ? _indexes[_count - 1] : -1;
        if (index < 0 || !EqualityComparer<T>.Default.Equals(Values[index], value))
        {
            if (!_places.TryGetValue(value, out index))
            {
                index = Values.Count;
                _places.Add(value, index);
                Values.Add(value);
            }
        }

        _indexes[_count++] = index;
    }
}
