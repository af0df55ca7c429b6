public sealed record Address(string Street)
{
    [{|ESG073:FormerNames("text")|}]
    public string Label => Street + "!";
}

[Entity]
public partial class Account
{
    [Event] public partial Account(Address home);

    public Address Home { get; private set; }
}
