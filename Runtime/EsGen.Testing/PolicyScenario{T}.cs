using System.Reflection;

namespace EsGen.Testing;

/// <summary>A scenario of a policy.</summary>
/// <typeparam name="T">The policy's class.</typeparam>
public sealed class PolicyScenario<T>
    where T : class, IPolicy<T>
{
    private static readonly MethodInfo s_encode =
        typeof(PolicyScenario<T>).GetMethod(nameof(Encode), BindingFlags.NonPublic | BindingFlags.Static)!;

    private readonly Func<EventSourcedApplication, T> _make;
    private readonly List<(DateTimeOffset Time, Guid Id, IDomainEvent Event)> _given = [];
    private readonly ScenarioClock _clock = new();
    private DateTimeOffset _time = DateTimeOffset.UnixEpoch;

    internal PolicyScenario(Func<EventSourcedApplication, T> make) => _make = make;

    /// <summary>
    /// Says when that happens, by the application's clock, which comes later in the scenario. Before the first it is the Unix epoch.
    /// </summary>
    /// <param name="time">The time.</param>
    public PolicyScenario<T> At(DateTimeOffset time)
    {
        _time = time;
        return this;
    }

    /// <summary>
    /// Lets events happen to an entity; the policy has handled one before the next happens. They needn't be its whole history, unless the
    /// policy loads it.
    /// </summary>
    /// <param name="id">The entity's id.</param>
    /// <param name="events">The events, in order.</param>
    public PolicyScenario<T> Given(Guid id, params IReadOnlyList<IDomainEvent> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        _given.AddRange(events.Select(e => (_time, id, e)));
        return this;
    }

    /// <summary>Expects that the policy has saved one entity of a kind, and looks at that.</summary>
    /// <typeparam name="TEntity">The entity's class.</typeparam>
    /// <param name="assert">Asserts something of it; nothing if null.</param>
    /// <exception cref="ScenarioException">It was otherwise, or a method of the policy threw.</exception>
    public async Task ThenSaved<TEntity>(Action<TEntity>? assert = null)
        where TEntity : class, IEventSourced<TEntity>
    {
        using TestApplication application = Start();
        HashSet<Guid> saved = await RunAsync(application).ConfigureAwait(false);
        TEntity[] found = [.. saved
            .Select(id => application.Repository<TEntity>().TryGet(id, out TEntity? entity) ? entity : null)
            .OfType<TEntity>()];
        if (found is not [var only])
        {
            throw new ScenarioException(
                $"{T.Description.Name}: one {TEntity.Description.Name} was expected to be saved, and {found.Length} "
                    + $"were.{Describe(application)}");
        }

        assert?.Invoke(only);
    }

    /// <summary>Expects that the policy has saved nothing.</summary>
    /// <exception cref="ScenarioException">It was otherwise, or a method of the policy threw.</exception>
    public async Task ThenNothing()
    {
        using TestApplication application = Start();
        if ((await RunAsync(application).ConfigureAwait(false)).Count > 0)
        {
            throw new ScenarioException($"{T.Description.Name}: nothing was expected to be saved.{Describe(application)}");
        }
    }

    /// <summary>Expects that a method of the policy throws, however often it is tried.</summary>
    /// <typeparam name="TException">The type of the exception, or a base of it.</typeparam>
    /// <exception cref="ScenarioException">It was otherwise.</exception>
    public async Task ThenThrows<TException>()
        where TException : Exception
    {
        using TestApplication application = Start();
        try
        {
            await RunAsync(application).ConfigureAwait(false);
        }
        catch (ScenarioException stopped) when (stopped.InnerException is TException)
        {
            return;
        }

        throw new ScenarioException(
            $"{T.Description.Name}: {typeof(TException).Name} was expected, and nothing was thrown.{Describe(application)}");
    }

    private static SequencedItem Encode<TEntity>(IDomainEvent e, EventContext context)
        where TEntity : class, IEventSourced<TEntity> => TEntity.Encode(e, context);

    private TestApplication Start()
    {
        _clock.Now = DateTimeOffset.UnixEpoch;
        return TestApplication.Create((runner, application) => runner.Add(_make(application)), _clock);
    }

    private void Append(IActiveRecordStrategy strategy, Guid id, IDomainEvent e)
    {
        Type entity = e.GetType().DeclaringType ?? throw new ArgumentException($"{e.GetType()} is no event of an entity.", nameof(e));
        long position = strategy.GetItems(id, limit: 1, queryAscending: false) is [var last] ? last.Position + 1 : 0;
        try
        {
            EventContext context = new(id, position, _clock.Now);
            strategy.Append((SequencedItem)s_encode.MakeGenericMethod(entity).Invoke(null, [e, context])!);
        }
        catch (TargetInvocationException exception)
        {
            throw new ArgumentException(exception.InnerException!.Message, nameof(e), exception.InnerException);
        }
    }

    /// <returns>The ids of what the policy has saved.</returns>
    private async Task<HashSet<Guid>> RunAsync(TestApplication application)
    {
        IActiveRecordStrategy strategy = application.EventStore.ActiveRecordStrategy;
        HashSet<Guid> saved = [];
        foreach ((DateTimeOffset time, Guid id, IDomainEvent e) in _given)
        {
            // The policy may be faster than what looks for what it has stored.
            long given = strategy.LastNotificationId + 1;
            _clock.Now = time;
            Append(strategy, id, e);
            try
            {
                await application.CaughtUpAsync().ConfigureAwait(false);
            }
            catch (PolicyStoppedException stopped)
            {
                throw new ScenarioException($"{stopped.Message}{Describe(application)}", stopped.InnerException);
            }

            saved.UnionWith(strategy.GetNotifications(given, int.MaxValue).Select(static notification => notification.Item.SequenceId));
        }

        return saved;
    }

    private static string Describe(EventSourcedApplication application) => "\n\nStored:\n" + string.Join(
        "\n",
        application.EventStore.ActiveRecordStrategy.GetNotifications(0, 1000)
            .Select(static notification =>
                $"  {notification.Id}  {notification.Item.SequenceId}  {notification.Item.Position}  {notification.Item.Topic}")
            .DefaultIfEmpty("  nothing"));

    private sealed class ScenarioClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
