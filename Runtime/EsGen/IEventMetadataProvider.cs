namespace EsGen;

/// <summary>
/// Gives what is to be stored with each event that is raised: who is signed in, from where, and the like. Several add up.
/// </summary>
public interface IEventMetadataProvider
{
    /// <summary>
    /// What is known at this moment; null or nothing if nothing is. Called on the thread that raises the event, and for an instance made
    /// with <c>new</c> when it is saved; also in the background, where there is no request.
    /// </summary>
    /// <remarks>
    /// Neither names nor values may be null, or hold half a character (a lone surrogate); such an event is refused, and nothing changes. If
    /// two give one name, the later one counts.
    /// </remarks>
    IReadOnlyDictionary<string, string>? GetMetadata();
}
