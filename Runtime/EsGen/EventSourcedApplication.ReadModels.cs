using System.Collections.Concurrent;

namespace EsGen;

public partial class EventSourcedApplication
{
    private readonly ConcurrentDictionary<string, Type> _readModels = new(StringComparer.Ordinal);

    /// <summary>The documents of a read model. Who makes them is an <see cref="EventSourcedRunner"/>.</summary>
    /// <typeparam name="T">The model's class.</typeparam>
    /// <exception cref="InvalidOperationException">Another class in use has the same name.</exception>
    /// <exception cref="NotSupportedException">The datastore keeps no read models.</exception>
    public ReadModels<T> ReadModels<T>()
        where T : class, IReadModel<T> =>
        (ReadModels<T>)_repositories.GetOrAdd(typeof(ReadModels<T>), static (_, application) => new ReadModels<T>(application), this);

    /// <summary>The place for a read model's documents, whose name is taken for it.</summary>
    internal IReadModelStore ClaimReadModel<T>()
        where T : class, IReadModel<T>
    {
        if (_readModelStore is null)
        {
            throw new NotSupportedException(
                "The application's datastore keeps no read models. Make the application of a datastore that does, such as "
                    + "LiteDbDatastore.Open(\":memory:\").");
        }

        string name = T.Description.Name;
        Type owner = _readModels.GetOrAdd(name, typeof(T));
        return owner == typeof(T) ? _readModelStore : throw new InvalidOperationException(
            $"{typeof(T)} and {owner} are both read models with the name '{name}'. Give one of them another name: [ReadModel(\"name\")].");
    }
}
