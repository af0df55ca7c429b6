using EsGen;

namespace EsGenWeb;

/// <summary>What is read: a line of a list, made of events.</summary>
[ReadModel]
public partial class OrderLine
{
    [Indexed] public string Customer { get; private set; } = "";

    public decimal Total { get; private set; }

    public bool IsPaid { get; private set; }

    private void On(Order.Placed e) => (Customer, Total) = (e.Customer, e.Total);

    private void On(Order.Paid e) => IsPaid = true;
}
