using EsGen;
using Post;

namespace EsGen.Testing.Tests.History;

/// <summary>What happened on the day that the code looked like this.</summary>
internal static class Day
{
    public static void Live(EventSourcedApplication app)
    {
        EventSourcedRepository<Package> packages = app.Repository<Package>();
        packages.Update(StoredItem.Id(1), package =>
        {
            package.Weigh(520, "B-7");
            package.Handling = Handling.Urgent;
            package.Scan("Chur");
        });
        Package third = packages.Create(StoredItem.Id(3), "Čeněk \"C\"", new Address("Ulice 3", "Cheb", "CZ"));
        third.Weigh(30, "B-7");
        third.Stamp(0.85m);
        packages.Save(third);
    }
}
