namespace Shop
{
    [Entity]
    public partial class Order
    {
        [Event] public partial Order(string customer);

        public string Customer { get; private set; }
    }
}

namespace Archive
{
    [Entity]
    public partial class {|ESG009:Order|}
    {
        [Event] public partial Order(string customer);

        public string Customer { get; private set; }
    }
}
