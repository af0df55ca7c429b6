using EsGen;
using Post;

namespace EsGen.Testing.Tests.History;

/// <summary>What happened on the day that the code looked like this.</summary>
internal static class Day
{
    public static void Live(EventSourcedApplication app)
    {
        EventSourcedRepository<Package> packages = app.Repository<Package>();
        Package first = packages.Create(StoredItem.Id(1), "Ada", new Address("Hauptstrasse 1", "Bern"));
        first.Handling = Handling.Fragile;
        first.Weigh(500);
        first.Scan("Bern");
        first.Stamp(1.10m);
        Package second = packages.Create(StoredItem.Id(2), "Bob", new Address("Gasse 2", "Biel"));
        second.Scan("Biel");
        second.Lose();
        packages.Save(first, second);
    }
}
