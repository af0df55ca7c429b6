using CsCheck;
using EsGen.CompilerServices;
using EsGen.Tests.Domain;
using EsGen.Tests.Stores;
using Xunit;

namespace EsGen.Tests.Properties;

/// <summary>Whatever happens: the live instance, what the store gives, and what the events alone make are the same.</summary>
public sealed class ReplayProperties : IDisposable
{
    private static readonly Gen<string> s_sku = Gen.OneOf("a", "b", "c", "d");

    private static readonly Gen<Action<EventSourcedRepository<Basket>, Basket>> s_step = Gen.OneOf(
        EventFields.Text.Null().Select(label => Command(basket => basket.Label = label)),
        Gen.Int[-1, 3].Nullable().Select(discount => Command(basket => basket.Discount = discount)),
        EventFields.Text.Array[0, 3].Select(tags => Command(basket => basket.Tags = tags)),
        Gen.Select(s_sku, Gen.Int[-1, 5], Gen.Decimal[0, 100].Nullable(), (sku, quantity, price) => Command(basket => basket.Add(sku, quantity, price))),
        s_sku.Array[0, 3].Select(skus => Command(basket => basket.Remove(skus))),
        Gen.Select(EventFields.Text.Null().List[0, 3], Gen.Int[0, 100].Select(DateOnly.FromDayNumber).Nullable(), (notes, due) => Command(basket => basket.Annotate(due, notes))),
        Gen.Const(Command(basket => basket.Label = "half\ud800")),
        Gen.Const<Action<EventSourcedRepository<Basket>, Basket>>((baskets, basket) => baskets.Save(basket)));

    private readonly ManualTime _time = new();
    private readonly TestApplication _app;

    public ReplayProperties() => _app = new TestApplication(new() { TimeProvider = _time, PageSize = 3 });

    private EventSourcedRepository<Basket> Baskets => _app.Repository<Basket>();

    public void Dispose() => _app.Dispose();

    private static Action<EventSourcedRepository<Basket>, Basket> Command(Action<Basket> command) => (_, basket) => command(basket);

    [Fact]
    public void Replay_from_the_store_is_the_live_state_is_the_replay_of_the_events_is_the_fold_of_the_mutator() => s_step.Array[0, 30].Sample(
        steps =>
        {
            Basket live = Baskets.Create(Guid.CreateVersion7());
            List<string> states = [live.Describe()];
            foreach (Action<EventSourcedRepository<Basket>, Basket> step in steps)
            {
                long before = live.Version;
                _time.Now += TimeSpan.FromTicks(1);
                Exception? refused = Record.Exception(() => step(Baskets, live));
                Assert.True(refused is null or ArgumentException);
                if (refused is null && live.Version > before)
                {
                    states.Add(live.Describe());
                }

                Assert.Equal(states[^1], live.Describe());
            }

            Baskets.Save(live);
            Assert.Equal(states.Count, live.Version);

            Assert.Equal(live.Describe(), Baskets[live.Id].Describe());
            for (int version = 1; version <= states.Count; version++)
            {
                Basket past = Baskets.Get(live.Id, version);
                Assert.Equal(states[version - 1], past.Describe());
                AssertGoesOn(past, live.Describe());
            }

            IReadOnlyList<Basket.Event> events = _app.EventStore.GetEvents<Basket.Event>(live.Id);
            Basket? folded = null;
            foreach ((Basket.Event e, SequencedItem item) in events.Zip(_app.Store.GetItems(live.Id)))
            {
                folded = Basket.Mutate(folded, e, new EventContext(item));
            }

            Assert.Equal(live.Describe(), folded!.Describe());
            Assert.Equal(WithoutTimes(live), WithoutTimes(Basket.Replay(live.Id, events)!));
        },
        iter: 60,
        threads: 1);

    /// <summary>Asserts that a copy of the state as it was comes to the same as the original.</summary>
    private void AssertGoesOn(Basket past, string present)
    {
        Basket copy = Copy(past);
        Assert.Equal(past.Describe(), copy.Describe());
        foreach (SequencedItem item in _app.Store.GetItems(past.Id, gte: past.Version))
        {
            copy = Apply(copy, item);
        }

        Assert.Equal(present, copy.Describe());

        static T Copy<T>(T entity)
            where T : class, IEventSourced<T>
        {
            EntityState<T> state = (EntityState<T>)T.Description.State!;
            return state.Restore(T.Description, state.Write(entity));
        }

        static T Apply<T>(T entity, in SequencedItem item)
            where T : class, IEventSourced<T> => T.Replay(entity, item);
    }

    private static string WithoutTimes(Basket basket) =>
        basket.Describe().Replace($"{basket.CreatedOn.UtcTicks} | {basket.LastModified.UtcTicks}", "", StringComparison.Ordinal);
}
