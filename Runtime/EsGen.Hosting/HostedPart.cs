namespace EsGen.Hosting;

/// <summary>A read model or policy that a runner is given.</summary>
/// <param name="AddTo">Gives it to a runner.</param>
/// <param name="CheckAsync">Finds out whether it can be made, where that takes services.</param>
internal sealed record HostedPart(Action<EventSourcedRunner, IServiceProvider> AddTo, Func<IServiceProvider, ValueTask> CheckAsync);
