namespace EsGen;

/// <summary>An event that a policy couldn't handle and has put aside, to be tried again or dropped.</summary>
/// <param name="Policy">The policy's name.</param>
/// <param name="NotificationId">The event's notification.</param>
/// <param name="SequenceId">The id of the entity that it happened to.</param>
/// <param name="Position">Its place in the entity's history.</param>
/// <param name="Topic">What it is, for example <c>Account.Deposited</c>.</param>
/// <param name="Attempts">How often it was tried; 0 for one that waits behind another of its entity.</param>
/// <param name="ExceptionType">The type of what was thrown last; null for one that waits behind another of its entity.</param>
/// <param name="ParkedOn">When it was parked, or tried last.</param>
public sealed record ParkedEvent(
    string Policy,
    long NotificationId,
    Guid SequenceId,
    long Position,
    string Topic,
    int Attempts,
    string? ExceptionType,
    DateTimeOffset ParkedOn);
