namespace EsGen.LiteDB;

/// <summary>Anything else that has to be done on the writer thread, such as opening the database.</summary>
internal sealed class WorkRequest(Action work) : WriteRequest
{
    /// <summary>Does the work, whose failure is its owner's.</summary>
    public void Execute()
    {
        if (!TryBegin())
        {
            return;
        }

        try
        {
            work();
            End(failure: null);
        }
        catch (Exception exception)
        {
            End(exception);
        }
    }
}
