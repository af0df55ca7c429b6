using EsGen;

namespace Post;

public enum Handling { Normal, Fragile }

public sealed record Address(string Street, string City);

[Aggregate]
public partial class Package
{
    private readonly List<string> _places = [];

    [Event("Sent")] public partial Package(Guid id, string recipient, Address to);

    public string Recipient { get; private set; }

    public Address To { get; private set; }

    [Event] public partial Handling Handling { get; set; }

    [Event("Weighed")] public partial void Weigh(int grams);

    public int Grams { get; private set; }

    [Event("Scanned")] public partial void Scan(string place);

    private partial void WhenScanned(string place) => _places.Add(place);

    public IReadOnlyList<string> Places => _places;

    [Event("Stamped")] public partial void Stamp(decimal postage);

    private partial void WhenStamped(decimal postage) => Postage += postage;

    public decimal Postage { get; private set; }

    [Discard("Lost")] public partial void Lose();
}
