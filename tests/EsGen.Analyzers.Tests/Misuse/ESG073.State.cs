[Entity]
public partial class Account
{
    [Event] public partial Account(string owner);

    [{|ESG073:FormerNames("holder")|}]
    public string Owner { get; private set; }
}
