using CsCheck;
using EsGen.Tests.Domain;
using EsGen.Tests.Stores;
using Xunit;

namespace EsGen.Tests.Properties;

/// <summary>The generated codec and the generated records, over fields of every type.</summary>
public class CodecProperties
{
    private static readonly EventContext s_context = new(Guid.CreateVersion7(), 1, DateTimeOffset.UnixEpoch);

    private static SequencedItem Encode<T>(IDomainEvent e)
        where T : class, IEventSourced<T> => T.Encode(e, s_context);

    private static IDomainEvent Decode<T>(in SequencedItem item)
        where T : class, IEventSourced<T> => T.Decode(item);

    [Fact]
    public void What_is_encoded_is_decoded_as_an_equal_event_and_the_bytes_follow_from_the_values() => EventFields.AnyEvent.Sample(
        e =>
        {
            SequencedItem item = Encode<EveryType>(e);
            IDomainEvent decoded = Decode<EveryType>(item);
            Assert.Equal(e, decoded);
            Assert.Equal(e.GetHashCode(), decoded.GetHashCode());
            Assert.Equal(item, Encode<EveryType>(decoded));
        },
        iter: 1_000);

    [Fact]
    public void Events_of_every_shape_are_decoded_as_equal_ones_and_their_bytes_follow_from_the_values() => EventShapes.AnyEvent.Sample(
        e =>
        {
            SequencedItem item = Encode<EveryShape>(e);
            IDomainEvent decoded = Decode<EveryShape>(item);
            Assert.Equal(e, decoded);
            Assert.Equal(e.GetHashCode(), decoded.GetHashCode());
            Assert.Equal(item, Encode<EveryShape>(decoded));
        },
        iter: 1_000);

    [Fact]
    public void Events_of_every_shape_replay_as_the_live_state()
    {
        using TestApplication app = new();
        EventSourcedRepository<EveryShape> all = app.Repository<EveryShape>();
        EventShapes.AnyEvent.Array[1, 5].Sample(
            events =>
            {
                EveryShape entity = new(Guid.CreateVersion7());
                Array.ForEach(events, entity.Fill);
                string pending = Exactly.Describe(entity.PendingEvents.ToArray());
                all.Save(entity);

                Assert.Equal(entity.Last, all[entity.Id].Last);
                Assert.Equal(events, app.EventStore.GetEvents<EveryShape.Event>(entity.Id, gt: 0));
                Assert.Equal(Exactly.Describe(entity.Last), Exactly.Describe(all[entity.Id].Last));
                Assert.Equal(pending, Exactly.Describe(app.EventStore.GetEvents<EveryShape.Event>(entity.Id).ToArray()));
            },
            iter: 150);
    }

    [Fact]
    public void What_is_stored_is_loaded_as_the_same_state()
    {
        using TestApplication app = new();
        EventSourcedRepository<EveryType> all = app.Repository<EveryType>();
        EventFields.AnyEvent.Array[1, 5].Sample(
            events =>
            {
                EveryType entity = new(Guid.CreateVersion7());
                Array.ForEach(events, entity.Fill);
                all.Save(entity);

                Assert.Equal(entity.Last, all[entity.Id].Last);
                Assert.Equal(events, app.EventStore.GetEvents<EveryType.Event>(entity.Id, gt: 0));
                Assert.Equal(Exactly.Describe(entity.Last), Exactly.Describe(all[entity.Id].Last));
            },
            iter: 50);
    }
}
