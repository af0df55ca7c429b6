public sealed record Address([FormerNames("road")] [property: {|ESG073:FormerNames("lane")|}] string Street, string City);

[Entity]
public partial class Account
{
    [Event] public partial Account(Address home);

    public Address Home { get; private set; }
}
