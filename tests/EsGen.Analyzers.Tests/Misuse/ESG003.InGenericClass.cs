public partial class Shop<T>
{
    [Entity]
    public partial class {|ESG003:Order|}
    {
        [Event] public partial Order(string customer);

        public string Customer { get; private set; }
    }
}
