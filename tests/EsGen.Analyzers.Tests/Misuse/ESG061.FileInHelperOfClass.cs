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
public partial class OrderLine
{
    public string Text { get; private set; } = "";

    private void On(Order.Placed e) => Text = Read();

    private void On(Order.Corrected e) => Text = "";

    private void On(Order.Cancelled e) => Remove();

    private static string Read() => {|ESG061:System.IO.File.ReadAllText("text")|};
}
