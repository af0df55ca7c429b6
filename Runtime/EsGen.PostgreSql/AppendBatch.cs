using Npgsql;
using NpgsqlTypes;

namespace EsGen.PostgreSql;

/// <summary>
/// Appends that are stored in one commit, each whole or not at all: as arguments of the function that does it, and what its answer means
/// for each.
/// </summary>
internal sealed class AppendBatch
{
    private readonly IReadOnlyList<AppendRequest> _requests;
    private readonly NpgsqlParameter[] _arguments;

    public AppendBatch(IReadOnlyList<AppendRequest> requests)
    {
        _requests = requests;
        int count = requests.Sum(static request => request.Items.Length);
        int[] counts = new int[requests.Count];
        string?[] trackingNames = new string?[requests.Count];
        long?[] trackingIds = new long?[requests.Count];
        Guid[] sequenceIds = new Guid[count];
        long[] positions = new long[count];
        string[] topics = new string[count];
        long[] ticks = new long[count];
        ReadOnlyMemory<byte>[] data = new ReadOnlyMemory<byte>[count];
        ReadOnlyMemory<byte>[] metadata = new ReadOnlyMemory<byte>[count];
        HashSet<(Guid, long)> places = new(count);
        HashSet<string> names = new(StringComparer.Ordinal);
        bool mayRepeat = false;
        int at = 0;
        for (int i = 0; i < requests.Count; i++)
        {
            AppendRequest request = requests[i];
            counts[i] = request.Items.Length;
            if (request.Tracking is { } tracking)
            {
                (trackingNames[i], trackingIds[i]) = (tracking.Name, tracking.NotificationId);
                mayRepeat |= !names.Add(tracking.Name);
            }

            foreach (ref readonly SequencedItem item in request.Items.AsSpan())
            {
                (sequenceIds[at], positions[at], topics[at], ticks[at]) =
                    (item.SequenceId, item.Position, item.Topic, item.Timestamp.UtcTicks);
                (data[at], metadata[at]) = (item.Data, item.Metadata);
                mayRepeat |= !places.Add((item.SequenceId, item.Position));
                at++;
            }
        }

        _arguments =
        [
            Argument(counts, NpgsqlDbType.Array | NpgsqlDbType.Integer),
            Argument(trackingNames, NpgsqlDbType.Array | NpgsqlDbType.Text),
            Argument(trackingIds, NpgsqlDbType.Array | NpgsqlDbType.Bigint),
            Argument(mayRepeat, NpgsqlDbType.Boolean),
            Argument(sequenceIds, NpgsqlDbType.Array | NpgsqlDbType.Uuid),
            Argument(positions, NpgsqlDbType.Array | NpgsqlDbType.Bigint),
            Argument(topics, NpgsqlDbType.Array | NpgsqlDbType.Text),
            Argument(ticks, NpgsqlDbType.Array | NpgsqlDbType.Bigint),
            Argument(data, NpgsqlDbType.Array | NpgsqlDbType.Bytea),
            Argument(metadata, NpgsqlDbType.Array | NpgsqlDbType.Bytea),
        ];
    }

    public int Count => _requests.Count;

    /// <summary>The arguments behind the commit's id, for a new command.</summary>
    public IEnumerable<NpgsqlParameter> Arguments => _arguments.Select(static argument => argument.Clone());

    /// <summary>Ends all but the refused ones, which had this counter before them.</summary>
    /// <param name="head">The id of the last notification before the commit.</param>
    /// <param name="refused">The numbers of those that were refused, from 1 on.</param>
    /// <returns>The last id that is stored, and the refused ones.</returns>
    public (long LastId, IReadOnlyList<AppendRequest> Refused) Succeed(long head, IReadOnlyCollection<int> refused)
    {
        List<AppendRequest> left = [];
        for (int i = 0; i < _requests.Count; i++)
        {
            AppendRequest request = _requests[i];
            if (refused.Contains(i + 1))
            {
                left.Add(request);
                continue;
            }

            head += request.Items.Length;
            request.Succeed(request.Items.Length == 0 ? 0 : head);
        }

        return (head, left);
    }

    /// <summary>Ends the one of a number because a tracking wasn't ahead of the stored one.</summary>
    public void RefuseTracking(int number, long storedId)
    {
        Tracking offered = _requests[number - 1].Tracking!.Value;
        _requests[number - 1].Fail(new TrackingConflictException(offered.Name, storedId, offered.NotificationId));
    }

    /// <summary>Ends the one of a number because another process has the lease that is called like its tracking.</summary>
    public void RefuseOvertaken(int number) =>
        _requests[number - 1].Fail(new LeaseLostException(_requests[number - 1].Tracking!.Value.Name));

    /// <summary>Ends the one of a number because a position is taken.</summary>
    public void RefusePosition(int number, Guid sequenceId, long position) =>
        _requests[number - 1].Fail(new ConcurrencyException(sequenceId, position));

    public void Fail(Func<Exception> failure)
    {
        foreach (AppendRequest request in _requests)
        {
            request.Fail(failure());
        }
    }

    /// <summary>A batch for each of its appends: what one of them does wrong mustn't be the others' failure.</summary>
    public IEnumerable<AppendBatch> Split() => _requests.Select(static request => new AppendBatch([request]));

    private static NpgsqlParameter<T> Argument<T>(T value, NpgsqlDbType type) => new() { TypedValue = value, NpgsqlDbType = type };
}
