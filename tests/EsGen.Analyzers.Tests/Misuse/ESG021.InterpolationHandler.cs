[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    public string? Value { get; private set; }

    [Event("Shipped")] public partial void Ship();

    private partial void WhenShipped() => Value = Label.Of($"<{Customer}>");
}

public static class Label
{
    public static string Of(Handler handler) => handler.Text;
}

[System.Runtime.CompilerServices.InterpolatedStringHandler]
public ref struct Handler(int literals, int holes)
{
    public string Text { get; private set; } = holes > literals ? "" : "-";

    public void AppendLiteral(string text) => Text += text;

    public void AppendFormatted(string text) => Text += text.Length > 0 ? {|ESG021:Environment.MachineName|} : "";
}
