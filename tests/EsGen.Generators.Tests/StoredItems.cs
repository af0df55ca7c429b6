namespace EsGen.Generators.Tests;

/// <summary>What compiled scenarios look at in a store.</summary>
public static class StoredItems
{
    extension(IActiveRecordStrategy store)
    {
        public IReadOnlyList<SequencedItem> Items => [.. store.GetNotifications(0, int.MaxValue).Select(static notification => notification.Item)];

        public IEnumerable<string> Topics => store.Items.Select(static item => item.Topic);
    }
}
