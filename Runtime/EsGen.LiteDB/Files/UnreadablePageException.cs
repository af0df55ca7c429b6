namespace EsGen.LiteDB;

/// <summary>
/// A page can't be read or isn't what was written. Thrown through LiteDB to the store, which makes something public of it.
/// </summary>
internal sealed class UnreadablePageException(string message, Exception? innerException = null) : Exception(message, innerException);
