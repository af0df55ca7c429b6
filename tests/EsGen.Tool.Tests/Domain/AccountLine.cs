namespace EsGen.Tool.Tests.Domain;

[ReadModel("account-line")]
public partial class AccountLine
{
    public string Owner { get; private set; } = "";

    private void On(Account.Opened e) => Owner = e.Owner;
}
