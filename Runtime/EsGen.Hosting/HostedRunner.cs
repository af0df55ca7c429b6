using Microsoft.Extensions.Hosting;

namespace EsGen.Hosting;

/// <summary>
/// Opens the datastore before anything of the host starts, runs the runner from then on, and stops it when the host does. It is no
/// background service: what hosts do about one that throws differs from version to version, and the runner lets nothing through.
/// </summary>
internal sealed class HostedRunner(IServiceProvider services, HostedStore store) : IHostedLifecycleService
{
    private EventSourcedRunner? _runner;

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        // Waited for also where the start is given up: a store that nobody waits for would be open when the host is gone.
        await TryAsync(
            $"The datastore{store.Suffix} can't be used",
            () => Task.Run(() => store.GetDatastore(services), CancellationToken.None),
            cancellationToken).ConfigureAwait(false);
        await TryAsync(
            $"The application{store.Suffix} can't be made",
            () =>
            {
                store.Get<EventSourcedApplication>(services);
                foreach (RegisteredMetadata metadata in store.GetOptions(services).MetadataProviders.OfType<RegisteredMetadata>())
                {
                    metadata.Prepare();
                }

                return Task.CompletedTask;
            },
            cancellationToken).ConfigureAwait(false);
        await TryAsync(
            $"The read models and policies{store.Suffix} can't be made",
            async () =>
            {
                _runner = store.Get<EventSourcedRunner>(services);
                foreach (HostedPart part in store.Parts)
                {
                    await part.CheckAsync(services).ConfigureAwait(false);
                }
            },
            cancellationToken).ConfigureAwait(false);
    }

    public Task StartAsync(CancellationToken cancellationToken) => TryAsync(
        $"The runner{store.Suffix} can't start",
        () => (_runner ??= store.Get<EventSourcedRunner>(services)).StartAsync(cancellationToken),
        cancellationToken);

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // It has its own limit: what a host leaves running is still running when the store is closed.
    public Task StopAsync(CancellationToken cancellationToken) => _runner?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static async Task TryAsync(string what, Func<Task> action, CancellationToken cancellationToken)
    {
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            await action().ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception exception)
        {
            throw new StartFailedException(what, exception);
        }
    }
}
