[Aggregate]
public partial class Account
{
    [Event] public partial Account([{|ESG073:FormerNames("key")|}] Guid id);
}
