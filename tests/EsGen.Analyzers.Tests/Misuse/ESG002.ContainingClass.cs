// CS0260
public class {|ESG002:Shop|}
{
    [Entity]
    public partial class Order
    {
        [Event] public partial Order(string customer);

        public string Customer { get; private set; }
    }
}
