using System.Text;
using EsGen.Tests.Domain;
using EsGen.Tests.Stores;
using Xunit;

namespace EsGen.Tests.Saving;

/// <summary>Metadata of one save, beside what the application's option gives.</summary>
public sealed class SaveMetadataTests : IDisposable
{
    private static readonly Dictionary<string, string> s_more = new() { ["user"] = "Eve", ["reason"] = "moved" };

    private readonly TestApplication _app;
    private Dictionary<string, string>? _metadata = new() { ["user"] = "Ada", ["trace"] = "1" };

    public SaveMetadataTests() => _app = new TestApplication(new() { Metadata = () => _metadata });

    private EventSourcedRepository<Account> Accounts => _app.Repository<Account>();

    public void Dispose() => _app.Dispose();

    private string[] Stored(Guid id) => [.. _app.Store.GetItems(id).Select(item => Encoding.UTF8.GetString(item.Metadata.Span))];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task It_is_added_to_each_event_and_counts_where_both_have_a_name(int form)
    {
        Account account = new("Ada");
        await Save(form, account, s_more);
        account.Deposit(1m);
        _metadata = null;
        account.Deposit(1m);

        await Save(form, account, s_more);
        account.Deposit(1m);
        await Save(form, account, null);
        account.Deposit(1m);
        await Save(form, account, new Dictionary<string, string>());

        const string Both = "{\"reason\":\"moved\",\"trace\":\"1\",\"user\":\"Eve\"}";
        Assert.Equal([Both, Both, "{\"reason\":\"moved\",\"user\":\"Eve\"}", "", ""], Stored(account.Id));
        Assert.Equal(4m, Accounts[account.Id].Balance);
    }

    [Fact]
    public async Task A_save_that_was_refused_leaves_the_events_as_they_were()
    {
        Account account = Accounts.Create("Ada");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Accounts.SaveAsync(account, s_more, new CancellationToken(canceled: true)));
        Assert.Single(account.PendingEvents);
        await Accounts.SaveAsync(account);

        Assert.Equal(["{\"trace\":\"1\",\"user\":\"Ada\"}"], Stored(account.Id));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task What_cant_be_stored_is_refused_before_anything_is(int form)
    {
        Account account = Accounts.Create("Ada");

        await Assert.ThrowsAsync<ArgumentException>(() => Save(form, account, new Dictionary<string, string> { ["user"] = "\uD800" }));
        Assert.Empty(_app.Store.Appends);
        Assert.False(account.IsFaulted);

        await Save(form, account, s_more);
        Assert.Single(_app.Store.Appends);
    }

    [Fact]
    public void Several_kinds_get_it_and_null_instances_are_refused()
    {
        Account account = new("Ada");
        Wallet wallet = new();

        _app.Save([account, wallet], s_more);

        Assert.Equal(Stored(account.Id), Stored(wallet.Id));
        Assert.Throws<ArgumentNullException>(() => _app.Save(null!, s_more));
        Assert.Throws<ArgumentNullException>(() => Accounts.Save((IReadOnlyCollection<Account>)null!, s_more));
        Assert.Throws<ArgumentNullException>(() => Accounts.Save((Account)null!, s_more));
    }

    [Fact]
    public async Task Calls_without_it_bind_as_before()
    {
        Account account = new("Ada");
        Accounts.Save(account);
        Accounts.Save(account, account);
        await Accounts.SaveAsync(account, default);
        await Accounts.SaveAsync([account], default);
        await Accounts.SaveAsync(account, CancellationToken.None);
        _app.Save(account, account);
        await _app.SaveAsync(account, account);
        await _app.SaveAsync([account], default);

        Assert.Equal(["{\"trace\":\"1\",\"user\":\"Ada\"}"], Stored(account.Id));
    }

    private async Task Save(int form, Account account, IReadOnlyDictionary<string, string>? metadata)
    {
        switch (form)
        {
            case 0:
                Accounts.Save(account, metadata);
                break;
            case 1:
                await Accounts.SaveAsync(account, metadata);
                break;
            case 2:
                Accounts.Save([account], metadata);
                break;
            case 3:
                await Accounts.SaveAsync([account], metadata);
                break;
            case 4:
                _app.Save([account], metadata);
                break;
            default:
                await _app.SaveAsync([account], metadata);
                break;
        }
    }
}
