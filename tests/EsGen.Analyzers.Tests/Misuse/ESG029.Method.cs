// CS8795
[Aggregate]
public partial class Order
{
    [Event] public partial Order(int count);

    public int Count { get; private set; }

    public partial void {|ESG029:Recount|}(int count);
}
