using System.ComponentModel;

namespace EsGen.CompilerServices;

/// <summary>Takes what a policy's <c>On</c> returns.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class PolicyResults
{
    private readonly List<IEventSourced> _instances = [];

    internal PolicyResults()
    {
    }

    /// <summary>What was returned, each once.</summary>
    internal IReadOnlyList<IEventSourced> Instances => _instances;

    /// <summary>Takes an instance.</summary>
    /// <param name="instance">The instance; nothing if null.</param>
    public void Add(IEventSourced? instance)
    {
        if (instance is not null && !_instances.Contains(instance, ReferenceEqualityComparer.Instance))
        {
            _instances.Add(instance);
        }
    }

    /// <summary>Takes several instances.</summary>
    /// <param name="instances">The instances; nothing if null.</param>
    public void AddAll(IEnumerable<IEventSourced?>? instances)
    {
        foreach (IEventSourced? instance in instances ?? [])
        {
            Add(instance);
        }
    }

    /// <summary>Waits for an effect.</summary>
    /// <param name="task">The task that <c>On</c> returned.</param>
    public static ValueTask WaitAsync(Task task) => new(Checked(task));

    /// <summary>Waits for an instance, and takes it.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="task">The task that <c>On</c> returned.</param>
    public async ValueTask AddAsync<T>(Task<T> task)
        where T : IEventSourced? => Add(await Checked(task).ConfigureAwait(false));

    /// <summary>Waits for an instance, and takes it.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="task">The task that <c>On</c> returned.</param>
    public async ValueTask AddAsync<T>(ValueTask<T> task)
        where T : IEventSourced? => Add(await task.ConfigureAwait(false));

    /// <summary>Waits for several instances, and takes them.</summary>
    /// <typeparam name="T">The type of the collection.</typeparam>
    /// <param name="task">The task that <c>On</c> returned.</param>
    public async ValueTask AddAllAsync<T>(Task<T> task)
        where T : IEnumerable<IEventSourced?>? => AddAll(await Checked(task).ConfigureAwait(false));

    /// <summary>Waits for several instances, and takes them.</summary>
    /// <typeparam name="T">The type of the collection.</typeparam>
    /// <param name="task">The task that <c>On</c> returned.</param>
    public async ValueTask AddAllAsync<T>(ValueTask<T> task)
        where T : IEnumerable<IEventSourced?>? => AddAll(await task.ConfigureAwait(false));

    private static T Checked<T>(T task)
        where T : Task =>
        task
            ?? throw new InvalidOperationException(
                "On returned null instead of a task; return Task.CompletedTask, or make the method async.");
}
