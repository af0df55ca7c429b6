using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace EsGen.Hosting;

/// <summary>
/// Asks a store one question at a time, with a limit: whoever asks again while there is no answer doesn't ask once more. It tells no
/// exception, because the message of one would be what the check says in public.
/// </summary>
internal sealed class HealthProbe(IServiceProvider services, string? key)
{
    private readonly Lock _lock = new();
    private readonly TimeProvider _time = services.GetRequiredService<TimeProvider>();
    private Task? _asked;

    public EsGenHealthOptions Options { get; } =
        services.GetRequiredService<IOptionsMonitor<EsGenHealthOptions>>().Get(key ?? Microsoft.Extensions.Options.Options.DefaultName);

    public DateTimeOffset Now => _time.GetUtcNow();

    public T? Find<T>()
        where T : class => HostedStore.Find<T>(services, key);

    /// <returns>The answer; none if there is none in time, or an exception instead of one.</returns>
    public async Task<T?> AskAsync<T>(Func<CancellationToken, Task<T?>> ask, CancellationToken cancellationToken)
        where T : class
    {
        Task<T?> answer;
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        lock (_lock)
        {
            if (_asked is { IsCompleted: false })
            {
                return null;
            }

            CancellationToken token = limit.Token;
            _asked = answer = Task.Run(() => ask(token), CancellationToken.None);
        }

        try
        {
            return await answer.WaitAsync(Options.Timeout, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            await limit.CancelAsync().ConfigureAwait(false);
            return null;
        }
    }
}
