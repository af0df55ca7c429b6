namespace EsGen.Testing;

/// <summary>
/// Tests of what a read model makes of events: given events of some entities, then there are these documents. Beside what it is asked each
/// scenario proves that documents come out the same whenever they are stored. It needs no store and no test framework.
/// </summary>
public static class ReadModelScenario
{
    /// <summary>Begins with no events.</summary>
    /// <typeparam name="T">The model's class.</typeparam>
    public static ReadModelScenario<T> For<T>()
        where T : class, IReadModel<T> => new();

    /// <summary>Looks at the document with a key.</summary>
    /// <typeparam name="T">The model's class.</typeparam>
    /// <typeparam name="TKey">The type of its keys.</typeparam>
    /// <param name="scenario">The scenario.</param>
    /// <param name="key">The key.</param>
    /// <param name="assert">Asserts something of the document.</param>
    /// <exception cref="ScenarioException">There is none, or a law doesn't hold.</exception>
    public static ReadModelScenario<T> Then<T, TKey>(this ReadModelScenario<T> scenario, TKey key, Action<T> assert)
        where T : class, IReadModel<T, TKey>
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentNullException.ThrowIfNull(assert);
        IReadOnlyList<T> documents = scenario.GetDocuments();
        T document = Find(documents, key) ?? throw new ScenarioException(
            $"{T.Description.Name}: there is no document with the key {key}. There "
                + $"are: {string.Join(", ", documents.Select(T.GetKey).Select(static key => $"{key}").DefaultIfEmpty("none"))}.");
        assert(document);
        return scenario;
    }

    /// <summary>Expects that there is no document with a key.</summary>
    /// <typeparam name="T">The model's class.</typeparam>
    /// <typeparam name="TKey">The type of its keys.</typeparam>
    /// <param name="scenario">The scenario.</param>
    /// <param name="key">The key.</param>
    /// <exception cref="ScenarioException">There is one, or a law doesn't hold.</exception>
    public static ReadModelScenario<T> ThenNone<T, TKey>(this ReadModelScenario<T> scenario, TKey key)
        where T : class, IReadModel<T, TKey>
    {
        ArgumentNullException.ThrowIfNull(scenario);
        return Find(scenario.GetDocuments(), key) is null
            ? scenario
            : throw new ScenarioException($"{T.Description.Name}: there is a document with the key {key}, and none was expected.");
    }

    private static T? Find<T, TKey>(IReadOnlyList<T> documents, TKey key)
        where T : class, IReadModel<T, TKey> =>
            documents.FirstOrDefault(document => EqualityComparer<TKey>.Default.Equals(T.GetKey(document), key));
}
