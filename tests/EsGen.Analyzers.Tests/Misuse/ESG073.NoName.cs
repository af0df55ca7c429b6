[Entity]
public partial class Account
{
    [Event] public partial Account([{|ESG073:FormerNames|}] string owner);

    public string Owner { get; private set; }
}
