namespace EsGen.Testing;

/// <summary>Something in a scenario was otherwise than expected, or one of the laws doesn't hold that every scenario proves.</summary>
public sealed class ScenarioException : Exception
{
    internal ScenarioException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
