using EsGen.LiteDB;

namespace EsGen.Benchmarks.Stores;

/// <summary>EsGen's store in a file, durable.</summary>
internal sealed class EsGenStore(string path) : IStoreToCompare
{
    private const int PageSize = 1000;

    private readonly LiteDbDatastore _datastore = LiteDbDatastore.Open(path);

    private IActiveRecordStrategy Strategy => _datastore.ActiveRecordStrategy;

    public void Append(SequencedItem[] items) => Strategy.Append(items);

    public int Load(Guid sequenceId)
    {
        var count = 0;
        foreach (var item in Strategy.GetItems(sequenceId))
        {
            Consumed.Take(item);
            count++;
        }

        return count;
    }

    public long Scan()
    {
        var last = 0L;
        while (Strategy.GetNotifications(last, PageSize) is { Count: > 0 } page)
        {
            foreach (var notification in page)
            {
                Consumed.Take(notification.Item);
                last = notification.Id;
            }
        }

        return last;
    }

    public void Dispose() => _datastore.Dispose();
}
