using EsGen.CompilerServices;

namespace EsGen.Testing;

/// <summary>A scenario of a read model.</summary>
/// <typeparam name="T">The model's class.</typeparam>
public sealed class ReadModelScenario<T>
    where T : class, IReadModel<T>
{
    private readonly DocumentsRun<T> _run = new();
    private DateTimeOffset _time = DateTimeOffset.UnixEpoch;

    internal ReadModelScenario()
    {
    }

    /// <summary>Sets the time at which what comes after this happens; the Unix epoch unless set.</summary>
    /// <param name="time">The time.</param>
    public ReadModelScenario<T> At(DateTimeOffset time)
    {
        _time = time;
        return this;
    }

    /// <summary>Adds events that have happened to an entity, behind those before.</summary>
    /// <param name="id">The entity's id.</param>
    /// <param name="events">The events, oldest first.</param>
    /// <exception cref="ArgumentException">The model handles no event of such an entity.</exception>
    public ReadModelScenario<T> Given(Guid id, params IReadOnlyList<IDomainEvent> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        foreach (IDomainEvent e in events)
        {
            _run.Add(id, e, _time);
        }

        return this;
    }

    /// <summary>Looks at all documents.</summary>
    /// <param name="assert">Asserts something of them; they are in the order of their keys.</param>
    /// <exception cref="ScenarioException">A law doesn't hold.</exception>
    public ReadModelScenario<T> ThenAll(Action<IReadOnlyList<T>> assert)
    {
        ArgumentNullException.ThrowIfNull(assert);
        assert(GetDocuments());
        return this;
    }

    internal IReadOnlyList<T> GetDocuments()
    {
        try
        {
            IReadOnlyList<T> documents = _run.GetDocuments();
            return _run.FindDifference() is not { } difference ? documents : throw new ScenarioException(
                $"{T.Description.Name}: a document must come out the same whenever it is stored, but {difference}");
        }
        catch (ReadModelStoppedException stopped)
        {
            throw new ScenarioException(stopped.Message, stopped.InnerException);
        }
    }
}
