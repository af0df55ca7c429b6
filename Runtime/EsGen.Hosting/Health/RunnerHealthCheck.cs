using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace EsGen.Hosting;

/// <summary>
/// Whether all read models, or all policies, run and keep up: behind and moving is degraded, behind and not moving unhealthy.
/// </summary>
internal sealed class RunnerHealthCheck(HealthProbe probe, RunnerKind kind) : IHealthCheck
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Seen> _seen = [];

    private string What => kind == RunnerKind.Policy ? "policies" : "read models";

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        IReadOnlyList<RunnerStatus>? all = await probe.AskAsync(AskAsync, cancellationToken).ConfigureAwait(false);
        if (all is null)
        {
            return new HealthCheckResult(
                context.Registration.FailureStatus,
                $"How it stands with the {What} can't be found out; the log says why.");
        }

        DateTimeOffset now = probe.Now;
        Dictionary<string, object> data = [];
        HealthStatus worst = HealthStatus.Healthy;
        foreach (RunnerStatus status in all.Where(status => status.Kind == kind))
        {
            HealthStatus one = Judge(status, now, out DateTimeOffset? since);
            worst = one < worst ? one : worst;
            data[$"{status.Name}.state"] = status.State.ToString();
            data[$"{status.Name}.position"] = status.Position;
            data[$"{status.Name}.behind"] = status.Behind;
            if (since is { } start)
            {
                data[$"{status.Name}.since"] = start.ToString("O", CultureInfo.InvariantCulture);
            }

            if (kind == RunnerKind.Policy)
            {
                data[$"{status.Name}.parked"] = status.Parked;
            }
        }

        return worst switch
        {
            HealthStatus.Healthy => HealthCheckResult.Healthy(data.Count == 0 ? $"There are no {What}." : $"All {What} keep up.", data),
            HealthStatus.Degraded => HealthCheckResult.Degraded($"Some {What} are behind, and moving.", exception: null, data),
            _ => new HealthCheckResult(
                context.Registration.FailureStatus,
                $"Some {What} have stopped, or stand; the log says why.",
                exception: null,
                data),
        };
    }

    private async Task<IReadOnlyList<RunnerStatus>?> AskAsync(CancellationToken cancellationToken) =>
        probe.Find<EventSourcedRunner>() is { } runner ? await runner.GetStatusAsync(cancellationToken).ConfigureAwait(false) : null;

    /// <param name="status">How it stands now.</param>
    /// <param name="now">The time.</param>
    /// <param name="since">Since when it isn't where it should be; null if it is.</param>
    private HealthStatus Judge(RunnerStatus status, DateTimeOffset now, out DateTimeOffset? since)
    {
        bool isStopped = status.State == RunnerState.Stopped;
        lock (_lock)
        {
            if (!isStopped && status.Behind == 0)
            {
                _seen.Remove(status.Name);
                since = null;
                return HealthStatus.Healthy;
            }

            Seen seen = _seen.GetValueOrDefault(status.Name, new Seen(status.Position, now, now));
            seen = seen.Position == status.Position ? seen : seen with { Position = status.Position, StandsSince = now };
            _seen[status.Name] = seen;
            since = seen.BehindSince;
            return isStopped || now - seen.StandsSince >= probe.Options.StandsAfter ? HealthStatus.Unhealthy
                : status.Behind > probe.Options.MaxBehind ? HealthStatus.Degraded
                : HealthStatus.Healthy;
        }
    }

    private sealed record Seen(long Position, DateTimeOffset BehindSince, DateTimeOffset StandsSince);
}
