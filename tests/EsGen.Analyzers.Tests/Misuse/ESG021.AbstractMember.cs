[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    public int Value { get; private set; }

    [Event("Shipped")] public partial void Ship();

    private partial void WhenShipped()
    {
        Rate rate = new Express();
        Value = rate.Days + rate.Of(2);
    }
}

public abstract class Rate
{
    public abstract int Days { get; }

    public virtual int Of(int days) => days;
}

public class Slow : Rate
{
    public override int Days => 1;

    public override int Of(int days) => days + 1;
}

public sealed class Express : Slow
{
    public override int Days => {|ESG021:DateTime.UtcNow|}.Day;
}
