public readonly record struct AccountId([{|ESG073:FormerNames("id")|}] Guid Value);

[Entity]
public partial class Account
{
    [Event] public partial Account(AccountId number);

    public AccountId Number { get; private set; }
}
