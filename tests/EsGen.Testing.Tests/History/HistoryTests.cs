using EsGen.LiteDB;
using EsGen.Testing.Tests.History.Delivery;
using Xunit;

namespace EsGen.Testing.Tests.History;

/// <summary>What every earlier shape of <see cref="Parcel"/> has stored is still read, and comes out as what it is today.</summary>
public sealed class HistoryTests : IDisposable
{
    private static readonly string s_stored = Path.Combine(AppContext.BaseDirectory, "History", "Stored");

    private readonly string _folder = Directory.CreateTempSubdirectory("EsGen.Testing.Tests-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory, InlineData("history3.db"), InlineData("history.db")]
    public void The_file_that_all_shapes_have_written_is_loaded(string file)
    {
        using LiteDbDatastore datastore = OpenFile(file);
        datastore.Verify();
        AssertLoaded(datastore);
    }

    [Fact]
    public void The_lines_that_all_shapes_have_written_are_loaded()
    {
        using LiteDbDatastore datastore = OpenLines(shapes: 4);
        AssertLoaded(datastore);
    }

    [Theory, InlineData("history3.db"), InlineData("history.db")]
    public void The_file_holds_the_lines_to_the_byte(string file)
    {
        using LiteDbDatastore datastore = OpenFile(file);
        Assert.Equal(
            Enumerable.Range(1, 4).SelectMany(ReadShape).Select(static item => item.ToItem()),
            datastore.ActiveRecordStrategy.GetNotifications(after: 0, limit: 1000).Select(static notification => notification.Item));
    }

    [Fact]
    public void Every_kind_of_change_is_in_it() => Assert.Equal(
        [
            "Package.HandlingChanged", "Package.Lost", "Package.Passed", "Package.Scanned", "Package.Sent", "Package.Sent@2", "Package.Stamped",
            "Package.Weighed", "Package.Weighed@2", "Package.Weighed@3",
            "Parcel.HandlingChanged", "Parcel.Lost", "Parcel.Passed", "Parcel.Sent@2", "Parcel.Weighed@3",
        ],
        Enumerable.Range(1, 4).SelectMany(ReadShape).Select(static item => item.Topic).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void Today_s_code_goes_on_with_it_and_writes_what_it_always_wrote()
    {
        using LiteDbDatastore datastore = OpenLines(shapes: 3);
        long before = datastore.ActiveRecordStrategy.LastNotificationId;
        using (EventSourcedApplication app = new(datastore, ShapeClock.Options(4)))
        {
            Day.Live(app);
        }

        Assert.Equal(ReadShape(4), datastore.ActiveRecordStrategy.GetNotifications(before, limit: 1000).Select(static notification => StoredItem.Of(notification.Item)));
    }

    private static StoredItem[] ReadShape(int shape) => [.. File.ReadLines(Path.Combine(s_stored, $"shape{shape}.jsonl")).Select(StoredItem.Parse)];

    private static LiteDbDatastore OpenLines(int shapes)
    {
        LiteDbDatastore datastore = LiteDbDatastore.Open(":memory:");
        datastore.ActiveRecordStrategy.Append([.. Enumerable.Range(1, shapes).SelectMany(ReadShape).Select(static item => item.ToItem())]);
        return datastore;
    }

    private LiteDbDatastore OpenFile(string file)
    {
        // A store that is open writes to its file.
        string copy = Path.Combine(_folder, file);
        File.Copy(Path.Combine(s_stored, file), copy);
        return LiteDbDatastore.Open(copy);
    }

    private static void AssertLoaded(LiteDbDatastore datastore)
    {
        using EventSourcedApplication app = new(datastore);
        EventSourcedRepository<Parcel> parcels = app.Repository<Parcel>();

        string[] first =
        [
            "Ada, Hauptstrasse 1, Bern, , : Normal, 0 kg by , , 0",
            "Ada, Hauptstrasse 1, Bern, , : Fragile, 0 kg by , , 0",
            "Ada, Hauptstrasse 1, Bern, , : Fragile, 0.5 kg by unknown, , 0",
            "Ada, Hauptstrasse 1, Bern, , : Fragile, 0.5 kg by unknown, Bern, 0",
            "Ada, Hauptstrasse 1, Bern, , : Fragile, 0.5 kg by unknown, Bern, 1.10",
            "Ada, Hauptstrasse 1, Bern, , : Fragile, 0.52 kg by B-7, Bern, 1.10",
            "Ada, Hauptstrasse 1, Bern, , : Urgent, 0.52 kg by B-7, Bern, 1.10",
            "Ada, Hauptstrasse 1, Bern, , : Urgent, 0.52 kg by B-7, Bern+Chur, 1.10",
            "Ada, Hauptstrasse 1, Bern, , : Urgent, 0.53 kg by C-1, Bern+Chur, 1.10",
            "Ada, Hauptstrasse 1, Bern, , : Urgent, 0.53 kg by C-1, Bern+Chur+Davos, 1.10",
            "Ada, Hauptstrasse 1, Bern, , : Urgent, 0.540 kg by D-4, Bern+Chur+Davos, 1.10",
            "Ada, Hauptstrasse 1, Bern, , : Normal, 0.540 kg by D-4, Bern+Chur+Davos, 1.10",
            "Ada, Hauptstrasse 1, Bern, , : Normal, 0.540 kg by D-4, Bern+Chur+Davos+Disentis, 1.10",
        ];
        Assert.Equal(first, Enumerable.Range(1, first.Length).Select(version => Describe(parcels.Get(StoredItem.Id(1), version))));
        Assert.Equal(first[^1], Describe(parcels[StoredItem.Id(1)]));
        Assert.Equal(13, parcels[StoredItem.Id(1)].Version);
        Assert.Equal(Time(1, 1), parcels[StoredItem.Id(1)].CreatedOn);
        Assert.Equal(Time(4, 3), parcels[StoredItem.Id(1)].LastModified);

        Assert.Equal("Bob, Gasse 2, Biel, , : Normal, 0 kg by , Biel, 0", Describe(parcels.Get(StoredItem.Id(2), 2)));
        Assert.True(parcels.Get(StoredItem.Id(2), 3).IsDiscarded);
        Assert.False(parcels.Contains(StoredItem.Id(2)));
        Assert.Equal("Čeněk \"C\", Ulice 3, Cheb, , CZ: Normal, 0.03 kg by B-7, , 0.85", Describe(parcels[StoredItem.Id(3)]));
        Assert.Equal("Dora, Dorf 4, Davos, 7270, : Normal, 2.000 kg by C-1, , 0", Describe(parcels.Get(StoredItem.Id(4), 2)));
        Assert.False(parcels.TryGet(StoredItem.Id(4), out _));
        Assert.Equal("Eve, Eck 5, Elm, 8767, CH: Normal, 0 kg by , , 0", Describe(parcels[StoredItem.Id(5)]));

        Assert.Equal(
            [
                new Parcel.Sent("Čeněk \"C\"", new Address("Ulice 3", "Cheb", "", "CZ")),
                new Parcel.Weighed(0.03m, "B-7"),
                new Parcel.Stamped(0.85m),
            ],
            app.EventStore.GetEvents<Parcel.Event>(StoredItem.Id(3)));
    }

    private static DateTimeOffset Time(int shape, int second) => new DateTimeOffset(2026, 1, shape, 12, 0, second, TimeSpan.Zero).AddTicks(shape);

    private static string Describe(Parcel p) => FormattableString.Invariant(
        $"{p.Recipient}, {p.To.Street}, {p.To.City}, {p.To.PostalCode}, {p.To.Country}: {p.Handling}, {p.Kilograms} kg by {p.Scale}, {string.Join('+', p.Places)}, {p.Postage}");
}
