using EsGen.LiteDB;
using EsGen.Tool.Stores;

namespace EsGen.Tool.Copying;

/// <summary>
/// Fills an empty store, all or nothing: a database in one transaction, a file under another name that it loses at the end.
/// </summary>
internal static class StoreImport
{
    public static async Task RunAsync(
        StoreAddress address,
        IEnumerable<Notification> notifications,
        IReadOnlyList<Tracking> trackings,
        CancellationToken cancellationToken)
    {
        if (address.IsPostgreSql)
        {
            await using Store store = await address.OpenOrCreateAsync(cancellationToken);
            await RefuseUnlessEmptyAsync(store, cancellationToken);
            await ((PostgreSqlStore)store).ImportAsync(notifications, trackings, cancellationToken);
            return;
        }

        string path = Path.GetFullPath(address.Path);
        if (!Path.Exists(path))
        {
            await WriteAsync(path, notifications, trackings, cancellationToken);
            return;
        }

        // The file itself, where a link to it leads.
        StorePath target = StorePath.Resolve(path);
        string imported = $"{target.Data}.{Guid.NewGuid():N}.imported";
        try
        {
            await using (Store store = await address.OpenToReadAsync(cancellationToken))
            {
                await RefuseUnlessEmptyAsync(store, cancellationToken);
                await WriteAsync(imported, notifications, trackings, cancellationToken);
            }

            // Closed, it has no log. Its owner-to-be finds the old one, which is empty, or the new one, which is whole.
            if (File.Exists(target.Log))
            {
                throw ToolException.Impossible($"'{path}' was opened by somebody else meanwhile.");
            }

            File.Move(imported, target.Data, overwrite: true);
        }
        finally
        {
            File.Delete(imported);
        }
    }

    private static async Task RefuseUnlessEmptyAsync(Store store, CancellationToken cancellationToken)
    {
        StoreHead head = await store.GetHeadAsync(cancellationToken);
        if (head.LastNotificationId > 0 || head.Trackings.Count > 0)
        {
            throw ToolException.Impossible(
                $"{store.Name} isn't empty: it has {Numbers.Show(head.LastNotificationId, "event")} and "
                + $"{Numbers.Show(head.Trackings.Count, "tracking")}. An import is for an empty store, 'esgen copy' goes on with one. "
                + "Nothing was changed.");
        }
    }

    /// <summary>On another thread: a store that is written as a whole is written without pause.</summary>
    private static Task WriteAsync(
        string path,
        IEnumerable<Notification> notifications,
        IReadOnlyList<Tracking> trackings,
        CancellationToken cancellationToken) => Task.Run(
        () => StoreMaintenance.Create(path, notifications.Select(notification =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            return notification.Item;
        }), trackings),
        cancellationToken);
}
