namespace EsGen;

/// <summary>Somebody else works on it now, so nothing was stored. A runner stands by then; it is thrown by stores.</summary>
/// <param name="name">The name of the lease.</param>
public sealed class LeaseLostException(string name)
    : EventSourcingException($"Another process has taken over the work on {name}; nothing was stored.")
{
    /// <summary>The name of the lease.</summary>
    public string Name { get; } = name;
}
