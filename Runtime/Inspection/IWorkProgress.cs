namespace EsGen.Inspection;

/// <summary>Is told how far a part of some work is. Disposing ends that part.</summary>
internal interface IWorkProgress : IDisposable
{
    /// <summary>Says how much is done.</summary>
    /// <param name="done">So much.</param>
    /// <param name="total">Of so much; 0 if that isn't known.</param>
    void Report(long done, long total);

    /// <summary>Waits for work that doesn't say how far it is.</summary>
    Task WhileAsync(Task work);
}
