using EsGen.Tests.Stores;
using Xunit;

namespace EsGen.Tests.Documentation;

/// <summary>The code of docs/value-objects.md.</summary>
public sealed class ValueObjectsPageTests
{
    [Fact]
    public void The_page_has_the_code_that_is_tested_here()
    {
        string code = File.ReadAllText(Path.Combine(Repository.Root, "tests", "EsGen.Tests", "Documentation", "EmailAddress.cs")).ReplaceLineEndings("\n");
        string page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "value-objects.md")).ReplaceLineEndings("\n");

        Assert.Contains(code[code.IndexOf("/// <summary>", StringComparison.Ordinal)..], page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_is_checked_when_it_is_given_and_not_when_it_is_read()
    {
        using TestApplication app = new();
        EventSourcedRepository<Subscription> subscriptions = app.Repository<Subscription>();
        Subscription live = new(EmailAddress.Of(" Ada@Example.org "), new Period(new DateOnly(2026, 1, 1), 3));
        subscriptions.Save(live);

        Assert.Equal((live.Address, live.Period), (subscriptions[live.Id].Address, subscriptions[live.Id].Period));
        Assert.Throws<ArgumentException>(() => EmailAddress.Of("ada"));

        // As an older rule let it through.
        Guid old = Guid.CreateVersion7();
        app.Store.Append([new SequencedItem(old, 0, "Subscription.Subscribed", """{"address":{"text":"ADA"},"period":{"first":"2026-01-02","last":"2026-01-01"}}"""u8.ToArray()) { Timestamp = DateTimeOffset.UnixEpoch }]);
        Assert.Equal(("ADA", new DateOnly(2026, 1, 1)), (subscriptions[old].Address.Text, subscriptions[old].Period.Last));
    }
}
