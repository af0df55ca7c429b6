using EsGen.LiteDB;
using EsGen.Testing.Tests.History.Delivery;
using Xunit;

namespace EsGen.Testing.Tests.History;

/// <summary>What a newer build has stored, or another entity, is never guessed at: the load stops and says which it is.</summary>
public sealed class NewerEventsTests : IDisposable
{
    private const string Sent = """{"recipient":"Ada","to":{"street":"s","city":"c","postalCode":"p"}}""";

    private readonly LiteDbDatastore _datastore = LiteDbDatastore.Open(":memory:");
    private readonly EventSourcedApplication _app;
    private readonly Guid _id = StoredItem.Id(1);

    public NewerEventsTests() => _app = new EventSourcedApplication(_datastore);

    private EventSourcedRepository<Parcel> Parcels => _app.Repository<Parcel>();

    public void Dispose()
    {
        _app.Dispose();
        _datastore.Dispose();
    }

    [Theory]
    [InlineData("Parcel.Weighed@9", 9, 3)]
    [InlineData("Parcel.Weighed@4", 4, 3)]
    [InlineData("Package.Weighed@2147483647", int.MaxValue, 3)]
    [InlineData("Parcel.Scanned@2", 2, 1)]
    [InlineData("Parcel.Stamped@2", 2, 1)]
    [InlineData("Parcel.Lost@2", 2, 1)]
    public async Task A_newer_version_stops_every_way_to_load_and_names_both_versions(string topic, int stored, int known)
    {
        Store("Parcel.Sent@2", topic);

        foreach (Func<Task> load in (Func<Task>[])
            [
                () => Task.FromResult(Parcels.Get(_id)),
                () => Task.FromResult(Parcels.Get(_id, 2)),
                () => Task.FromResult(Parcels.TryGet(_id, out _)),
                () => Task.FromResult(Parcels.Update(_id, static parcel => parcel.Pass("x"))),
                () => Parcels.GetAsync(_id).AsTask(),
                () => Parcels.TryGetAsync(_id).AsTask(),
                () => Parcels.UpdateAsync(_id, static parcel => parcel.Pass("x")).AsTask(),
                () => Task.FromResult(_app.EventStore.GetEvents<Parcel>(_id)),
                () => Task.FromResult(_app.EventStore.GetLastEvent<Parcel>(_id)),
            ])
        {
            NewerVersionException newer = await Assert.ThrowsAsync<NewerVersionException>(load);
            Assert.Equal((stored, known, _id, 1L, topic, "Parcel"), (newer.StoredVersion, newer.KnownVersion, newer.SequenceId, newer.Position, newer.Topic, newer.Entity));
            Assert.Contains($"version {stored} of an event that this build knows up to version {known}", newer.Message, StringComparison.Ordinal);
        }

        Assert.Equal(2, _datastore.ActiveRecordStrategy.GetItems(_id).Count);
        // It is there, and what it was before is known.
        Assert.True(Parcels.Contains(_id));
        Assert.Equal("Ada", Parcels.Get(_id, 1).Recipient);
    }

    [Fact]
    public void A_newer_beginning_is_newer_too()
    {
        Store("Parcel.Sent@3");
        Assert.Equal(2, Assert.Throws<NewerVersionException>(() => Parcels.Get(_id)).KnownVersion);
    }

    [Theory]
    [InlineData("Parcel.Teleported")]
    [InlineData("Parcel.Teleported@2")]
    [InlineData("Everything.Numbered")]
    [InlineData("Everything.Numbered@9")]
    [InlineData("Weighed@9")]
    [InlineData("Old.Parcel.Weighed@9")]
    [InlineData("Parcel.Weighed@0")]
    [InlineData("Parcel.Weighed@1")]
    [InlineData("Parcel.Weighed@03")]
    [InlineData("Parcel.Weighed@-9")]
    [InlineData("Parcel.Weighed@9@9")]
    [InlineData("Parcel.Weighed@2147483648")]
    public void An_event_that_is_none_of_the_entity_s_is_unknown_and_not_newer(string topic)
    {
        Store("Parcel.Sent@2", topic);
        UnknownTopicException unknown = Assert.Throws<UnknownTopicException>(() => Parcels.Get(_id));
        Assert.Equal((_id, 1L, topic, "Parcel"), (unknown.SequenceId, unknown.Position, unknown.Topic, unknown.Entity));
    }

    private void Store(params string[] topics) => _datastore.ActiveRecordStrategy.Append(
        [.. topics.Select((topic, i) => new StoredItem(_id, i, topic, DateTimeOffset.UnixEpoch, i == 0 ? Sent : "{}", "").ToItem())]);
}
