namespace EsGen.Inspection;

/// <summary>Exceptions as people read them.</summary>
internal static class ExceptionText
{
    /// <summary>What an exception says, with those that it came from.</summary>
    public static string Describe(Exception exception) =>
        exception is System.Reflection.TargetInvocationException { InnerException: { } cause }
        ? Describe(cause)
        : $"{exception.GetType().Name}: {exception.Message}{(exception.InnerException is { } inner ? $" ({Describe(inner)})" : "")}";
}
