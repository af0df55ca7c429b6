namespace EsGen;

/// <summary>
/// The store can't do what was asked for at the moment. It goes on: a later call may succeed. Stores derive theirs from it.
/// </summary>
/// <param name="message">What couldn't be done, and why.</param>
/// <param name="innerException">The cause.</param>
public abstract class StoreUnavailableException(string message, Exception? innerException)
    : EventSourcingException(message, innerException);
