[Entity]
public partial class Order
{
    [Event] public partial Order(decimal limit);

    public decimal Limit { get; private set; }

    [Event("Withdrawn")] public partial void Withdraw(decimal amount);

    private partial void WhenWithdrawn(decimal amount) => Limit -= amount;

    private partial bool {|ESG025:GuardWithdrawn|}(decimal amount) => amount <= Limit;
}
