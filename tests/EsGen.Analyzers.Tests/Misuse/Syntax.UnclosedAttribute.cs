// CS1003, CS8795
[Entity
public partial class Order
{
    [Event] public partial {|ESG027:Order|}(string customer);
}
