using EsGen;

namespace Post;

public enum Handling { Normal, Fragile, Urgent }

public sealed record Address(string Street, string City, string? Country = null);

[Aggregate]
public partial class Package
{
    private readonly List<string> _places = [];

    [Event("Sent")] public partial Package(Guid id, string recipient, Address to);

    public string Recipient { get; private set; }

    public Address To { get; private set; }

    [Event] public partial Handling Handling { get; set; }

    [Event("Weighed", Version = 2)] public partial void Weigh(int grams, string scale);

    private static partial Weighed Upcast(WeighedV1 old) => new(old.Grams, "unknown");

    public int Grams { get; private set; }

    public string Scale { get; private set; } = "";

    [Event("Scanned")] public partial void Scan(string place);

    private partial void WhenScanned(string place) => _places.Add(place);

    public IReadOnlyList<string> Places => _places;

    [Event("Stamped")] public partial void Stamp(decimal postage);

    private partial void WhenStamped(decimal postage) => Postage += postage;

    public decimal Postage { get; private set; }

    [Discard("Lost")] public partial void Lose();
}
