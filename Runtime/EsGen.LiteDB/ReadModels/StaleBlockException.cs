namespace EsGen.LiteDB;

/// <summary>A version of a block is gone, because a later commit has replaced it: whoever was reading begins again.</summary>
internal sealed class StaleBlockException : Exception;
