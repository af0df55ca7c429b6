namespace EsGen;

/// <summary>A stored document can't be read, so that the documents have to be made again.</summary>
internal sealed class DocumentsDamagedException(string readModel, Exception cause)
    : EventSourcingException($"A stored document of {readModel} can't be read: {cause.Message}", cause);
