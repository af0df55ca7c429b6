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
            package.Weigh(0.53m, "C-1");
            package.Pass("Davos");
        });
        Package fourth = packages.Create(StoredItem.Id(4), "Dora", new Address("Dorf 4", "Davos", "7270"));
        fourth.Weigh(2.000m, "C-1");
        packages.Save(fourth);
    }
}
