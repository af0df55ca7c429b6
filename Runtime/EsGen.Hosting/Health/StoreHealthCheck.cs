using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace EsGen.Hosting;

/// <summary>Whether the store answers, and would take an append.</summary>
internal sealed class StoreHealthCheck(HealthProbe probe) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        Dictionary<string, object>? data = await probe.AskAsync(AskAsync, cancellationToken).ConfigureAwait(false);
        return data is null
            ? new HealthCheckResult(context.Registration.FailureStatus, "The store doesn't answer, or takes no events; the log says why.")
            : HealthCheckResult.Healthy("The store takes events.", data);
    }

    private async Task<Dictionary<string, object>?> AskAsync(CancellationToken cancellationToken)
    {
        if (probe.Find<EventSourcedApplication>() is not { } application)
        {
            return null;
        }

        IActiveRecordStrategy strategy = application.EventStore.ActiveRecordStrategy;
        long last = await strategy.GetLastNotificationIdAsync(cancellationToken).ConfigureAwait(false);

        // Stores nothing, and is refused where something would be: by a store that has stopped.
        await strategy.AppendAsync([], tracking: null, cancellationToken).ConfigureAwait(false);
        return new Dictionary<string, object>
        {
            ["store"] = strategy.SystemName,
            ["position"] = last.ToString(CultureInfo.InvariantCulture),
        };
    }
}
