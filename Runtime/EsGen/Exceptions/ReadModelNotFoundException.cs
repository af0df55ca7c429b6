namespace EsGen;

/// <summary>A read model has no document with this key.</summary>
public sealed class ReadModelNotFoundException : EventSourcingException
{
    internal ReadModelNotFoundException(string readModel, string key)
        : base(
            $"There is no {readModel} with the key {key}: no event has made one yet, or it was removed. What was stored a moment ago may "
                + "not be in it: await WaitForAsync first.")
    {
        ReadModel = readModel;
        Key = key;
    }

    /// <summary>The name of the read model.</summary>
    public string ReadModel { get; }

    /// <summary>The key that was asked for.</summary>
    public string Key { get; }
}
