namespace EsGen.Tool.Copying;

/// <summary>Cuts items into parts that are stored in one commit each.</summary>
internal static class ItemParts
{
    private const int MaxItems = 10_000;
    private const long MaxLength = 8 << 20;

    public static async IAsyncEnumerable<List<Notification>> CutAsync(IAsyncEnumerable<Notification> notifications)
    {
        List<Notification> part = [];
        long length = 0;
        await foreach (Notification notification in notifications)
        {
            part.Add(notification);
            length += notification.Item.Data.Length + notification.Item.Metadata.Length;
            if (part.Count >= MaxItems || length >= MaxLength)
            {
                yield return part;
                (part, length) = ([], 0);
            }
        }

        if (part.Count > 0)
        {
            yield return part;
        }
    }
}
