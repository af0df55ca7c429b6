namespace EsGen.Tool.Tests.Domain;

public sealed class GiftShop
{
    public bool IsOpen { get; set; }

    /// <summary>How often something was ordered, in vain or not.</summary>
    public int Tries { get; private set; }

    public void Order()
    {
        Tries++;
        if (!IsOpen)
        {
            throw new InvalidOperationException("The shop is closed.");
        }
    }
}
