public partial class Order
{
    [Event("Shipped")] public partial void {|ESG017:Ship|}();
}
