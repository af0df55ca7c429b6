namespace EsGen.AspNetCore;

/// <summary>What was asked for can't be: the message says why, in a text of ours.</summary>
internal sealed class BadRequestException(string message) : Exception(message);
