[Aggregate]
public partial class Order
{
    [Event("Placed")] public partial Order(string customer, decimal total);

    public string Customer { get; private set; }

    public decimal Total { get; private set; }

    [Event("Corrected")] public partial void Correct(decimal total);

    [Discard("Cancelled")] public partial void Cancel();
}

[ReadModel]
public partial class Customer
{
    public decimal Total { get; private set; }

    private static string KeyOf(Order.Placed e) => e.Customer;

    private static string KeyOf(Order.Corrected e) => "somebody";

    private static string KeyOf(Order.Cancelled e) => "somebody";

    private void On(Order.Placed e) => Total += e.Total;

    private void On(Order.Corrected e) => Total = e.Total;

    private void On(Order.Cancelled e) => {|ESG064:Remove()|};
}
