using EsGen;

namespace EsGen.Testing.Tests.History.Delivery;

public enum Handling { Normal, Fragile, Urgent }

public sealed record Address(string Street, string City, string PostalCode, string? Country = null);

[Aggregate(FormerNames = ["Package"])]
public partial class Parcel
{
    private readonly List<string> _places = [];

    [Event("Sent", Version = 2)] public partial Parcel(Guid id, string recipient, Address to);

    private static partial Sent Upcast(SentV1 old) => new(old.Recipient, new Address(old.To.Street, old.To.City, "", old.To.Country));

    public string Recipient { get; private set; }

    public Address To { get; private set; }

    [Event] public partial Handling Handling { get; set; }

    [Event("Weighed", Version = 3)] public partial void Weigh(decimal kilograms, string scale);

    private static partial WeighedV2 Upcast(WeighedV1 old) => new(old.Grams, "unknown");

    private static partial Weighed Upcast(WeighedV2 old) => new(old.Grams / 1000m, old.Scale);

    public decimal Kilograms { get; private set; }

    public string Scale { get; private set; } = "";

    [Event("Passed", FormerNames = ["Scanned"])] public partial void Pass(string place);

    private partial void WhenPassed(string place) => _places.Add(place);

    public IReadOnlyList<string> Places => _places;

    private partial void When(Stamped old) => Postage += old.Postage;

    public decimal Postage { get; private set; }

    [Discard("Lost")] public partial void Lose();
}
