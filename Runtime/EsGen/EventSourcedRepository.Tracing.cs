namespace EsGen;

/// <content>Loading where somebody listens to it.</content>
public sealed partial class EventSourcedRepository<T>
{
    private T? ReplayTraced(Guid id, long? lt, bool isTry)
    {
        using LoadTelemetry telemetry = BeginTelemetry(id);
        try
        {
            return Succeed(telemetry, Load(id, lt, isTry));
        }
        catch (Exception exception)
        {
            telemetry.Fail(exception);
            throw;
        }
    }

    private async ValueTask<T?> ReplayTracedAsync(Guid id, long? lt, bool isTry, CancellationToken cancellationToken)
    {
        using LoadTelemetry telemetry = BeginTelemetry(id);
        try
        {
            return Succeed(telemetry, await LoadAsync(id, cancellationToken, lt, isTry).ConfigureAwait(false));
        }
        catch (Exception exception)
        {
            telemetry.Fail(exception);
            throw;
        }
    }

    private LoadTelemetry BeginTelemetry(Guid id) => new(EventStore.ActiveRecordStrategy, EventStore.Options.Name, T.Description.Name, id);

    private static T? Succeed(LoadTelemetry telemetry, Loaded? loaded)
    {
        long replayed = loaded is { } found ? found.Last.Position + 1 - found.SnapshotVersion : 0;
        telemetry.Succeed(replayed, loaded is { SnapshotVersion: > 0 });
        return loaded?.Entity;
    }
}
