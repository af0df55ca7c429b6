using System.Runtime.CompilerServices;

namespace EsGen.Testing;

/// <summary>A scenario with commands that are awaited.</summary>
/// <typeparam name="T">The entity's class.</typeparam>
public sealed class AsyncScenario<T>
    where T : class, IEventSourced<T>
{
    private readonly ScenarioRun<T> _run;

    internal AsyncScenario(ScenarioRun<T> run) => _run = run;

    /// <inheritdoc cref="Scenario{T}.When(Action{T})"/>
    public AsyncScenario<T> When(Action<T> command)
    {
        ArgumentNullException.ThrowIfNull(command);
        _run.Add(entity =>
        {
            command(entity);
            return Task.CompletedTask;
        });
        return this;
    }

    /// <inheritdoc cref="Scenario{T}.When(Action{T})"/>
    [OverloadResolutionPriority(1)]
    public AsyncScenario<T> When(Func<T, Task> command)
    {
        ArgumentNullException.ThrowIfNull(command);
        _run.Add(command);
        return this;
    }

    /// <inheritdoc cref="Scenario{T}.When(Action{T})"/>
    public AsyncScenario<T> When(Func<T, ValueTask> command)
    {
        ArgumentNullException.ThrowIfNull(command);
        _run.Add(async entity => await command(entity).ConfigureAwait(false));
        return this;
    }

    /// <inheritdoc cref="Scenario{T}.Then"/>
    public Task Then(params IReadOnlyList<IDomainEvent> events) => ExpectAsync(run => run.ExpectEvents(events));

    /// <inheritdoc cref="Scenario{T}.ThenNothing"/>
    public Task ThenNothing() => Then([]);

    /// <inheritdoc cref="Scenario{T}.ThenThrows"/>
    public Task ThenThrows<TException>(string? message = null)
        where TException : Exception => ExpectAsync(run => run.ExpectThrown<TException>(message));

    /// <inheritdoc cref="Scenario{T}.ThenState"/>
    public Task ThenState(Action<T> assert)
    {
        ArgumentNullException.ThrowIfNull(assert);
        return ExpectAsync(run => run.ExpectState(assert));
    }

    private async Task ExpectAsync(Action<ScenarioRun<T>> expect)
    {
        await _run.RunAsync().ConfigureAwait(false);
        expect(_run);
    }
}
