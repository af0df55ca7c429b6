namespace EsGen;

/// <summary>The store has no such documents any more: others are looked for, or made.</summary>
internal sealed class DocumentsLostException(string readModel, Exception cause)
    : EventSourcingException($"The stored documents of {readModel} were thrown away: {cause.Message}", cause);
