using System.Runtime.CompilerServices;

namespace EsGen.Testing;

/// <summary>A scenario of synchronous commands.</summary>
/// <typeparam name="T">The entity's class.</typeparam>
public sealed class Scenario<T>
    where T : class, IEventSourced<T>
{
    private readonly ScenarioRun<T> _run;

    internal Scenario(ScenarioRun<T> run) => _run = run;

    /// <summary>Adds a command. It runs when something is expected, and none after one that threw.</summary>
    /// <param name="command">Calls it.</param>
    public Scenario<T> When(Action<T> command)
    {
        ArgumentNullException.ThrowIfNull(command);
        _run.Add(entity =>
        {
            command(entity);
            return Task.CompletedTask;
        });
        return this;
    }

    /// <summary>Adds a command that is awaited, so that all that is expected from here on has to be awaited, too.</summary>
    /// <param name="command">Calls it.</param>
    [OverloadResolutionPriority(1)]
    public AsyncScenario<T> When(Func<T, Task> command) => new AsyncScenario<T>(_run).When(command);

    /// <inheritdoc cref="When(Func{T, Task})"/>
    public AsyncScenario<T> When(Func<T, ValueTask> command) => new AsyncScenario<T>(_run).When(command);

    /// <summary>Expects the commands to have raised these events, and no others.</summary>
    /// <param name="events">The events, in order.</param>
    /// <exception cref="ScenarioException">It was otherwise, or a law doesn't hold.</exception>
    public Scenario<T> Then(params IReadOnlyList<IDomainEvent> events) => Expect(run => run.ExpectEvents(events));

    /// <summary>Expects the commands to have raised nothing.</summary>
    /// <exception cref="ScenarioException">It was otherwise, or a law doesn't hold.</exception>
    public Scenario<T> ThenNothing() => Then([]);

    /// <summary>Expects the last command to have thrown.</summary>
    /// <typeparam name="TException">The type of the exception, or a base of it.</typeparam>
    /// <param name="message">What its message contains; anything if null.</param>
    /// <exception cref="ScenarioException">It was otherwise, or a law doesn't hold.</exception>
    public Scenario<T> ThenThrows<TException>(string? message = null)
        where TException : Exception => Expect(run => run.ExpectThrown<TException>(message));

    /// <summary>Looks at the entity after the commands.</summary>
    /// <param name="assert">Asserts something of it.</param>
    /// <exception cref="ScenarioException">A command threw, or a law doesn't hold.</exception>
    public Scenario<T> ThenState(Action<T> assert)
    {
        ArgumentNullException.ThrowIfNull(assert);
        return Expect(run => run.ExpectState(assert));
    }

    private Scenario<T> Expect(Action<ScenarioRun<T>> expect)
    {
        // None of the commands is asynchronous, so that this has ended when it returns.
        _run.RunAsync().GetAwaiter().GetResult();
        expect(_run);
        return this;
    }
}
