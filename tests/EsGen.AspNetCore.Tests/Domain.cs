#pragma warning disable CA1822 // Generated code calls On of an instance.
namespace EsGen.AspNetCore.Tests;

/// <summary>A bank account, with what a state may have: values, a list, a dictionary.</summary>
[Aggregate]
public partial class Account
{
    private readonly List<string> _notes = [];
    private readonly Dictionary<string, decimal> _limits = [];

    [Event("Opened")] public partial Account(string owner);

    public string Owner { get; private set; }

    public decimal Balance { get; private set; }

    public IReadOnlyList<string> Notes => _notes;

    [Event("Deposited")] public partial void Deposit(decimal amount);

    private partial void WhenDeposited(decimal amount) => Balance += amount;

    [Event("Noted")] public partial void Note(string text);

    private partial void WhenNoted(string text) => _notes.Add(text);

    [Event("Limited")] public partial void Limit(string what, decimal amount);

    private partial void WhenLimited(string what, decimal amount) => _limits[what] = amount;

    [Event("Freed")] public partial void Free(string what);

    private partial void WhenFreed(string what) => _limits.Remove(what);
}

/// <summary>What is counted often, with snapshots.</summary>
[Aggregate, Snapshot(Every = 100)]
public partial class Meter
{
    [Event("Installed")] public partial Meter(string place);

    public string Place { get; private set; }

    public long Sum { get; private set; }

    [Event("Counted")] public partial void Count(long value);

    private partial void WhenCounted(long value) => Sum += value;
}

/// <summary>A letter that follows from a deposit.</summary>
[Aggregate]
public partial class Letter
{
    [Event("Written")] public partial Letter(Guid id, string text);

    public string Text { get; private set; }

    [Event("Sent")] public partial void Send();

    public bool IsSent { get; private set; }

    private partial void WhenSent() => IsSent = true;
}

/// <summary>What <see cref="Thanking"/> can't do meanwhile.</summary>
public sealed class Post
{
    private volatile bool _isClosed;

    public bool IsClosed
    {
        get => _isClosed;
        set => _isClosed = value;
    }
}

/// <summary>Writes a letter for each deposit, and sends what was written. It parks what it can't.</summary>
[Policy("thanking")]
public partial class Thanking(EventSourcedRepository<Letter> letters, Post post)
{
    private Letter? On(Account.Deposited e, EventContext context)
    {
        if (post.IsClosed)
        {
            throw new InvalidOperationException("The post is closed <b>today</b>.");
        }

        return new Letter(context.NewId("letter"), $"Thank you for {e.Amount}.");
    }

    private async Task<Letter?> On(Letter.Written e, EventContext context, CancellationToken cancellationToken)
    {
        Letter letter = await letters.GetAsync(context.Id, cancellationToken);
        letter.Send();
        return letter;
    }
}

/// <summary>What is read of accounts.</summary>
[ReadModel("balances")]
public partial class BalanceEntry
{
    public string Owner { get; private set; } = "";

    public decimal Balance { get; private set; }

    private void On(Account.Opened e) => Owner = e.Owner;

    private void On(Account.Deposited e) => Balance += e.Amount;
}
