namespace EsGen.Tests.Policies;

/// <summary>What the policies of the tests react to.</summary>
[Aggregate]
public partial class Purchase
{
    [Event("Placed")] public partial Purchase(string customer, decimal total);

    public string Customer { get; private set; }

    public decimal Total { get; private set; }

    public int Notes { get; private set; }

    [Event("Noted")] public partial void Note(string text);

    private partial void WhenNoted(string text) => Notes++;

    [Event("Paid")] public partial void Pay();

    private partial void WhenPaid()
    {
    }
}

/// <summary>What they make of it.</summary>
[Aggregate]
public partial class Bill
{
    [Event("Issued")] public partial Bill(Guid id, string recipient, decimal amount);

    public string Recipient { get; private set; }

    public decimal Amount { get; private set; }

    public bool IsPaid { get; private set; }

    [Event("Settled")] public partial void Settle();

    private partial void WhenSettled() => IsPaid = true;
}

/// <summary>What many events change.</summary>
[Aggregate]
public partial class Tally
{
    [Event("Begun")] public partial Tally(Guid id);

    public int Count { get; private set; }

    [Event("Counted")] public partial void Add();

    private partial void WhenCounted() => Count++;
}

/// <summary>An entity, which stores each event as it happens.</summary>
[Entity]
public partial class Drawer
{
    [Event("Opened")] public partial Drawer(string label);

    public string Label { get; private set; }

    public int Sheets { get; private set; }

    [Event("Filled")] public partial void Fill();

    private partial void WhenFilled() => Sheets++;
}
