// CS0260
public static class {|ESG002:Company|}
{
    public static partial class Shop
    {
        [Entity]
        public partial class Order
        {
            [Event] public partial Order(string customer);

            public string Customer { get; private set; }
        }
    }
}
