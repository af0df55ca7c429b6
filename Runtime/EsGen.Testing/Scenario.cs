namespace EsGen.Testing;

/// <summary>
/// Tests of what an entity does: given some events, when commands are called, then other events follow. Beside what it is asked each
/// scenario proves that what happened can be stored, replayed and restored from a snapshot without a difference. It needs no store and no
/// test framework.
/// </summary>
public static class Scenario
{
    /// <summary>Begins with an entity to which some events have happened.</summary>
    /// <typeparam name="T">The entity's class.</typeparam>
    /// <param name="events">The events, beginning with the one that creates it. They are stamped with the Unix epoch.</param>
    /// <exception cref="ArgumentException">There are no events, or one is of another entity.</exception>
    /// <exception cref="SequenceCorruptException">The events can't be a history.</exception>
    public static Scenario<T> Given<T>(params IReadOnlyList<IDomainEvent> events)
        where T : class, IEventSourced<T>
    {
        ArgumentNullException.ThrowIfNull(events);
        return events.Count == 0
            ? throw new ArgumentException(
                $"There is no {T.Description.Name} before the event that creates it: give that first, or make one with Given(() => new …).",
                nameof(events))
            : new Scenario<T>(new ScenarioRun<T>(events));
    }

    /// <summary>Begins with an entity that is made in the usual way.</summary>
    /// <typeparam name="T">The entity's class.</typeparam>
    /// <param name="make">Makes it, and may call commands already.</param>
    public static Scenario<T> Given<T>(Func<T> make)
        where T : class, IEventSourced<T>
    {
        ArgumentNullException.ThrowIfNull(make);
        return new Scenario<T>(new ScenarioRun<T>(make));
    }
}
