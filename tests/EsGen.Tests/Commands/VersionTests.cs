using EsGen.Tests.Domain;
using EsGen.Tests.Stores;
using Xunit;

namespace EsGen.Tests.Commands;

public class VersionTests
{
    [Fact]
    public void Both_versions_of_an_event_are_read_and_the_new_one_is_written()
    {
        using TestApplication app = new();
        Guid id = Guid.CreateVersion7();
        app.Store.Append(
            new SequencedItem(id, 0, "Wallet.Opened", "{}"u8.ToArray()),
            new SequencedItem(id, 1, "Wallet.Deposited", """{"amount":2.50}"""u8.ToArray()));

        Wallet wallet = app.Repository<Wallet>().Update(id, wallet => wallet.Deposit(1m, "CHF"));

        Assert.Equal((3.50m, "CHF"), (wallet.Balance, wallet.Currency));
        Assert.Equal((3.50m, "CHF"), (app.Repository<Wallet>()[id].Balance, app.Repository<Wallet>()[id].Currency));
        Assert.Equal(["Wallet.Opened", "Wallet.Deposited", "Wallet.Deposited@2"], app.Store.Topics(id));
    }
}
