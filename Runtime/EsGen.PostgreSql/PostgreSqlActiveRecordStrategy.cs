using System.Text;
using Npgsql;

namespace EsGen.PostgreSql;

/// <summary>The items of a <see cref="PostgreSqlDatastore"/>.</summary>
internal sealed class PostgreSqlActiveRecordStrategy : IActiveRecordStrategy, IDisposable
{
    /// <summary>PostgreSQL takes 1 GB in a value, and a commit has several copies of it.</summary>
    private const int LargestItem = 64 << 20;

    private const int LargestPage = 10_000;
    private const long LongPage = 4 << 20;

    private static readonly UTF8Encoding s_strictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly ServerRetry _server;
    private readonly NotificationListener _listener;
    private readonly Writer _writer;
    private readonly string _itemsAscending;
    private readonly string _itemsDescending;
    private readonly string _notifications;
    private readonly string _notification;
    private readonly string _lastId;
    private readonly string _tracking;
    private int _pageLimit = LargestPage;

    public PostgreSqlActiveRecordStrategy(PostgreSqlSettings settings, ServerRetry server, Guid owner)
    {
        string schema = $"\"{settings.Schema}\"";
        const string Columns = "position, topic, ticks, data, metadata";
        string items =
            $"select {Columns} from {schema}.items where sequence_id = $1 and position >= $2 and position <= $3 order by position";
        _itemsAscending = items + " limit $4";
        _itemsDescending = items + " desc limit $4";

        // Bare, so that whatever plan is made for it walks the primary key.
        _notifications =
            $"select notification_id, sequence_id, {Columns} from {schema}.items where notification_id > $1 order by notification_id "
                + "limit $2";
        _notification = $"select notification_id, sequence_id, {Columns} from {schema}.items where sequence_id = $1 and position = $2";
        _lastId = $"select last_id from {schema}.head";
        _tracking = $"select notification_id from {schema}.trackings where name = $1";

        _server = server;
        _listener = new NotificationListener(settings, GetLastNotificationIdAsync);
        _writer = new Writer(settings, owner, _listener.Saw);
    }

    public string SystemName => "postgresql";

    public int MaxItemSize => LargestItem;

    public long LastNotificationId => LastId(isAsynchronous: false, CancellationToken.None).GetAwaiter().GetResult();

    public long Append(IReadOnlyCollection<SequencedItem> items, Tracking? tracking = null)
    {
        AppendRequest request = Checked(items, tracking);
        _server.ThrowIfClosed();
        if (IsEmpty(request))
        {
            return 0;
        }

        _writer.Add(request);
        return request.Wait();
    }

    public ValueTask<long> AppendAsync(
        IReadOnlyCollection<SequencedItem> items, Tracking? tracking = null, CancellationToken cancellationToken = default)
    {
        AppendRequest request = Checked(items, tracking);
        return Run();

        async ValueTask<long> Run()
        {
            cancellationToken.ThrowIfCancellationRequested();
            _server.ThrowIfClosed();
            if (IsEmpty(request))
            {
                return 0;
            }

            _writer.Add(request);
            return await request.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public long? GetTracking(string name)
    {
        Tracking.ThrowIfNotAName(name, nameof(name));
        return StoredTracking(name, isAsynchronous: false, CancellationToken.None).GetAwaiter().GetResult();
    }

    public ValueTask<long?> GetTrackingAsync(string name, CancellationToken cancellationToken = default)
    {
        Tracking.ThrowIfNotAName(name, nameof(name));
        return new(StoredTracking(name, isAsynchronous: true, cancellationToken));
    }

    public IReadOnlyList<SequencedItem> GetItems(Guid sequenceId, ItemQuery query = default) =>
        Items(sequenceId, query, isAsynchronous: false, CancellationToken.None).GetAwaiter().GetResult();

    public ValueTask<IReadOnlyList<SequencedItem>> GetItemsAsync(
        Guid sequenceId, ItemQuery query = default, CancellationToken cancellationToken = default) =>
        new(Items(sequenceId, query, isAsynchronous: true, cancellationToken));

    public ValueTask<long> GetLastNotificationIdAsync(CancellationToken cancellationToken = default) =>
        new(LastId(isAsynchronous: true, cancellationToken));

    public IReadOnlyList<Notification> GetNotifications(long after, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return Notifications(after, limit, isAsynchronous: false, CancellationToken.None).GetAwaiter().GetResult();
    }

    public ValueTask<IReadOnlyList<Notification>> GetNotificationsAsync(
        long after,
        int limit,
        CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return new(Notifications(after, limit, isAsynchronous: true, cancellationToken));
    }

    public Notification? GetNotification(Guid sequenceId, long position) =>
        NotificationAt(sequenceId, position, isAsynchronous: false, CancellationToken.None).GetAwaiter().GetResult();

    public ValueTask<Notification?> GetNotificationAsync(Guid sequenceId, long position, CancellationToken cancellationToken = default) =>
        new(NotificationAt(sequenceId, position, isAsynchronous: true, cancellationToken));

    public async ValueTask WaitForNotificationAsync(long after, CancellationToken cancellationToken = default)
    {
        long lastId = await GetLastNotificationIdAsync(cancellationToken).ConfigureAwait(false);
        if (lastId <= after)
        {
            await _listener.WaitAsync(after, cancellationToken).ConfigureAwait(false);
        }
    }

    public void Dispose()
    {
        _writer.Dispose();
        _listener.Dispose();
    }

    private static bool IsEmpty(AppendRequest request) => request.Items.Length == 0 && request.Tracking is null;

    private static AppendRequest Checked(IReadOnlyCollection<SequencedItem> items, Tracking? tracking)
    {
        ArgumentNullException.ThrowIfNull(items);
        if (tracking is { } offered)
        {
            Tracking.ThrowIfNotAName(offered.Name, nameof(tracking));
        }

        SequencedItem[] copies = [.. items];
        foreach (ref readonly SequencedItem item in copies.AsSpan())
        {
            long length = GetTopicLength(item, nameof(items)) + item.Data.Length + item.Metadata.Length;
            if (length > LargestItem)
            {
                throw new ArgumentException(
                    $"Position {item.Position} of sequence {item.SequenceId} has {length} bytes; an item has {LargestItem} at most.",
                    nameof(items));
            }
        }

        return new AppendRequest(copies, tracking);
    }

    /// <summary>How many bytes the topic has.</summary>
    /// <exception cref="ArgumentException">It is null, or has what PostgreSQL's texts can't have.</exception>
    private static long GetTopicLength(in SequencedItem item, string parameterName)
    {
        try
        {
            if (item.Topic is not null && !item.Topic.Contains('\0', StringComparison.Ordinal))
            {
                return s_strictUtf8.GetByteCount(item.Topic);
            }
        }
        catch (EncoderFallbackException)
        {
            // Half of a surrogate pair.
        }

        throw new ArgumentException(
            $"The topic of position {item.Position} of sequence {item.SequenceId} is null or has half a character (a lone surrogate) or a "
                + "null character.",
            parameterName);
    }

    private Task<long?> StoredTracking(string name, bool isAsynchronous, CancellationToken cancellationToken) => _server.QueryFirst(
        isAsynchronous,
        _tracking,
        [new NpgsqlParameter<string> { TypedValue = name }],
        static reader => (long?)reader.GetInt64(0),
        cancellationToken);

    private async Task<long> LastId(bool isAsynchronous, CancellationToken cancellationToken) =>
        await _server.QueryFirst(
            isAsynchronous, _lastId, [], static reader => (long?)reader.GetInt64(0), cancellationToken).ConfigureAwait(false)
        ?? throw new InvalidDataException("The table 'head' of the store is empty: somebody has changed the store by hand.");

    private async Task<IReadOnlyList<SequencedItem>> Items(
        Guid sequenceId, ItemQuery query, bool isAsynchronous, CancellationToken cancellationToken)
    {
        if (query.IsEmpty)
        {
            _server.ThrowIfClosed();
            return [];
        }

        ItemRows rows = new();
        List<SequencedItem> items = await _server.QueryAll(
            isAsynchronous,
            query.QueryAscending ? _itemsAscending : _itemsDescending,
            [
                new NpgsqlParameter<Guid> { TypedValue = sequenceId },
                new NpgsqlParameter<long> { TypedValue = query.First },
                new NpgsqlParameter<long> { TypedValue = query.Last },
                new NpgsqlParameter<long> { TypedValue = query.Limit ?? long.MaxValue },
            ],
            reader => rows.Read(reader, sequenceId, first: 0),
            cancellationToken).ConfigureAwait(false);
        if (query.ResultsAscending != query.QueryAscending)
        {
            items.Reverse();
        }

        return items;
    }

    private async Task<IReadOnlyList<Notification>> Notifications(
        long after, int limit, bool isAsynchronous, CancellationToken cancellationToken)
    {
        ItemRows rows = new();
        List<Notification> notifications = await _server.Query(
            isAsynchronous,
            _notifications,
            [
                new NpgsqlParameter<long> { TypedValue = after },
                new NpgsqlParameter<long> { TypedValue = Math.Min(limit, Volatile.Read(ref _pageLimit)) },
            ],
            (reader, isAsynchronous, token) => ReadNotifications(reader, rows = new ItemRows(), isAsynchronous, token),
            cancellationToken).ConfigureAwait(false);
        if (notifications.Count > 0)
        {
            // As large as the events are now, so that a page of large ones doesn't take a gigabyte.
            Volatile.Write(ref _pageLimit, (int)Math.Clamp(LongPage * notifications.Count / (rows.Length + 1), 1, LargestPage));
        }

        return notifications;
    }

    private async Task<Notification?> NotificationAt(
        Guid sequenceId, long position, bool isAsynchronous, CancellationToken cancellationToken)
    {
        List<Notification> found = await _server.Query(
            isAsynchronous,
            _notification,
            [new NpgsqlParameter<Guid> { TypedValue = sequenceId }, new NpgsqlParameter<long> { TypedValue = position }],
            static (reader, isAsynchronous, token) => ReadNotifications(reader, new ItemRows(), isAsynchronous, token),
            cancellationToken).ConfigureAwait(false);
        return found is [var notification] ? notification : null;
    }

    private static async ValueTask<List<Notification>> ReadNotifications(
        NpgsqlDataReader reader, ItemRows rows, bool isAsynchronous, CancellationToken cancellationToken)
    {
        List<Notification> notifications = [];
        while (rows.Length <= LongPage && await ServerRetry.Advance(reader, isAsynchronous, cancellationToken).ConfigureAwait(false))
        {
            notifications.Add(new Notification(reader.GetInt64(0), rows.Read(reader, reader.GetGuid(1), first: 2)));
        }

        return notifications;
    }
}
