// CS0260
public interface {|ESG002:IShop|}
{
    [Entity]
    public partial class Order
    {
        [Event] public partial Order(string customer);

        public string Customer { get; private set; }
    }
}
