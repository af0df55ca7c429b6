using EsGen.Testing.Tests.History.Delivery;

namespace EsGen.Testing.Tests.History;

/// <summary>What happened on the day that the code looked like this.</summary>
internal static class Day
{
    public static void Live(EventSourcedApplication app)
    {
        EventSourcedRepository<Parcel> parcels = app.Repository<Parcel>();
        parcels.Update(StoredItem.Id(1), parcel =>
        {
            parcel.Weigh(0.540m, "D-4");
            parcel.Handling = Handling.Normal;
            parcel.Pass("Disentis");
        });
        parcels.Update(StoredItem.Id(4), parcel => parcel.Lose());
        parcels.Save(parcels.Create(StoredItem.Id(5), "Eve", new Address("Eck 5", "Elm", "8767", "CH")));
    }
}
