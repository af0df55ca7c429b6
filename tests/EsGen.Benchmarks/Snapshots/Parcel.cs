namespace EsGen.Benchmarks.Snapshots;

/// <summary>An aggregate with a state of five fields.</summary>
[Aggregate, Snapshot]
public partial class Parcel
{
    [Event("Sent")]
    public partial Parcel(Guid customer, string reference, decimal price, int pieces, DateTimeOffset due);

    public Guid Customer { get; private set; }

    public string Reference { get; private set; }

    public decimal Price { get; private set; }

    public int Pieces { get; private set; }

    public DateTimeOffset Due { get; private set; }
}
