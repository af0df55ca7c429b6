namespace EsGen.LiteDB;

/// <summary>A page can't be read or isn't what was written. It passes through LiteDB to whoever called it and doesn't leave the store.</summary>
internal sealed class UnreadablePageException(string message, Exception? innerException = null) : Exception(message, innerException);
