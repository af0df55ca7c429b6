namespace EsGen.LiteDB;

/// <summary>Appends that become one transaction.</summary>
internal sealed class AppendBatch
{
    // Enough to share a sync among many, and few enough that those who wait for the next one don't wait long.
    private const int MaxItems = 1000;
    private const long MaxLength = 4 << 20;

    // Of the first so many items: a batch of a single append, as nearly always with a single caller, needs none of them.
    private readonly HashSet<(Guid, long)> _positions = [];
    private readonly List<AppendRequest> _requests = [];
    private readonly List<SequencedItem> _items = [];
    private readonly Dictionary<string, long> _trackings = new(StringComparer.Ordinal);
    private long _length;

    public IReadOnlyList<SequencedItem> Items => _items;

    /// <summary>The newest tracking of each name.</summary>
    public IReadOnlyDictionary<string, long> Trackings => _trackings;

    public bool IsEmpty => _items.Count == 0 && _trackings.Count == 0;

    /// <summary>
    /// Whether another request may join. One that the batch is in the way of may not, a rival for a position for example: only when the
    /// batch is stored is that position taken.
    /// </summary>
    public bool HasRoomFor(AppendRequest request) =>
        IsEmpty
        || (_requests.Count < MaxItems && _items.Count + request.Items.Length <= MaxItems && _length + request.Length <= MaxLength
            && !IsBehind(request.Tracking) && !IsRival(request));

    /// <summary>Makes sure that a request will be ended, with the batch if not before; false if it has been cancelled.</summary>
    public bool TryBegin(AppendRequest request)
    {
        if (!request.TryBegin())
        {
            return false;
        }

        _requests.Add(request);
        return true;
    }

    /// <param name="request">A request that nothing speaks against.</param>
    /// <param name="lastId">The newest notification before the batch.</param>
    public void Accept(AppendRequest request, long lastId)
    {
        _items.AddRange(request.Items);
        _length += request.Length;
        request.LastId = request.Items.Length == 0 ? 0 : lastId + _items.Count;
        if (request.Tracking is { } tracking)
        {
            _trackings[tracking.Name] = tracking.NotificationId;
        }
    }

    public void Refuse(AppendRequest request, Exception reason)
    {
        _requests.Remove(request);
        request.End(reason);
    }

    /// <summary>Tells the owners of all requests and empties the batch.</summary>
    public void End(Exception? failure)
    {
        foreach (var request in _requests)
        {
            request.End(failure);
        }

        _requests.Clear();
        _items.Clear();
        _positions.Clear();
        _trackings.Clear();
        _length = 0;
    }

    private bool IsBehind(Tracking? tracking) =>
        tracking is { } offered && _trackings.TryGetValue(offered.Name, out var id) && offered.NotificationId <= id;

    private bool IsRival(AppendRequest request)
    {
        for (var index = _positions.Count; index < _items.Count; index++)
        {
            _positions.Add((_items[index].SequenceId, _items[index].Position));
        }

        return request.Items.Any(item => _positions.Contains((item.SequenceId, item.Position)));
    }
}
