using System.Diagnostics;

namespace EsGen;

/// <content>Appending items, seen by listeners where there are any.</content>
public sealed partial class EventStore
{
    internal EventSourcedApplicationOptions Options => _options;

    internal long Append(IReadOnlyCollection<SequencedItem> items)
    {
        EnsureOpen();
        return IsListenedTo(items)
            ? AppendTraced(items)
            : ActiveRecordStrategy.Append(WithTrace(items, command: Activity.Current), tracking: null);
    }

    internal ValueTask<long> AppendAsync(IReadOnlyCollection<SequencedItem> items, CancellationToken cancellationToken) =>
        AppendAsync(items, tracking: null, causes: null, cancellationToken);

    /// <param name="items">The items.</param>
    /// <param name="tracking">How far what decided them has come; null for nothing.</param>
    /// <param name="causes">The spans in which they were decided; null if that is the current one.</param>
    /// <param name="cancellationToken">Refuses the append as long as the store hasn't begun with it.</param>
    internal ValueTask<long> AppendAsync(
        IReadOnlyCollection<SequencedItem> items,
        Tracking? tracking,
        IReadOnlyList<ActivityContext>? causes,
        CancellationToken cancellationToken)
    {
        EnsureOpen();
        return IsListenedTo(items)
            ? AppendTracedAsync(items, tracking, causes, cancellationToken)
            : ActiveRecordStrategy.AppendAsync(WithTrace(items, command: Activity.Current), tracking, cancellationToken);
    }

    private static bool IsListenedTo(IReadOnlyCollection<SequencedItem> items) => items.Count > 0 && AppendTelemetry.IsListenedTo;

    private long AppendTraced(IReadOnlyCollection<SequencedItem> items)
    {
        Activity? command = Activity.Current;
        using AppendTelemetry telemetry = new(ActiveRecordStrategy, _options.Name, items, causes: null);
        try
        {
            long last = ActiveRecordStrategy.Append(WithTrace(items, command), tracking: null);
            telemetry.Succeed(last);
            return last;
        }
        catch (Exception exception)
        {
            telemetry.Fail(exception);
            throw;
        }
    }

    private async ValueTask<long> AppendTracedAsync(
        IReadOnlyCollection<SequencedItem> items,
        Tracking? tracking,
        IReadOnlyList<ActivityContext>? causes,
        CancellationToken cancellationToken)
    {
        Activity? command = Activity.Current;
        using AppendTelemetry telemetry = new(ActiveRecordStrategy, _options.Name, items, causes);
        try
        {
            long last = await ActiveRecordStrategy.AppendAsync(WithTrace(items, command), tracking, cancellationToken)
                .ConfigureAwait(false);
            telemetry.Succeed(last);
            return last;
        }
        catch (Exception exception)
        {
            telemetry.Fail(exception);
            throw;
        }
    }

    private IReadOnlyCollection<SequencedItem> WithTrace(IReadOnlyCollection<SequencedItem> items, Activity? command) =>
        _options.TraceMetadata && items.Count > 0 && Activity.Current is { } storing
            ? TraceMetadata.AddTo(items, storing, command, _options.MaxMetadataSize, ActiveRecordStrategy.MaxItemSize)
            : items;
}
