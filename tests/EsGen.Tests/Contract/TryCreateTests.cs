using EsGen.Tests.Domain;
using EsGen.Tests.Stores;
using Xunit;

namespace EsGen.Tests.Contract;

/// <summary>Creating with an id of the caller's choice, which may be taken.</summary>
public sealed class TryCreateTests : IDisposable
{
    private readonly TestApplication _app = new();
    private readonly Guid _id = Guid.CreateVersion7();

    private EventSourcedRepository<Machine> Machines => _app.Repository<Machine>();

    private EventSourcedRepository<Basket> Baskets => _app.Repository<Basket>();

    public void Dispose() => _app.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_free_id_is_created_and_stored_and_a_taken_one_is_left_alone(bool awaited)
    {
        Machine? machine = await TryCreate(awaited, _id, "drill");
        Assert.Equal((_id, "drill"), (machine?.Id, Machines[_id].Name));
        machine!.Speed = 5;
        Assert.Equal(5, Machines[_id].Speed);

        Assert.Null(await TryCreate(awaited, _id, "saw"));

        Assert.Equal(("drill", 2), (Machines[_id].Name, Machines[_id].Version));
        Machines[_id].Speed = 0;
        Machines[_id].Scrap();
        Assert.Null(await TryCreate(awaited, _id, "saw"));
        Assert.False(Machines.Contains(_id));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_aggregate_is_stored_too_because_only_the_store_can_tell(bool awaited)
    {
        Basket? basket = awaited ? await Baskets.TryCreateAsync(_id, "mine") : Baskets.TryCreate(out Basket? made, _id, "mine") ? made : null;

        Assert.Equal("mine", Baskets[_id].Label);
        Assert.Empty(basket!.PendingEvents);
        basket.Add("a", 1);
        Baskets.Save(basket);
        Assert.False(Baskets.TryCreate(out Basket? other, _id));
        Assert.Null(other);
        Assert.Null(await TryCreate(awaited, _id, "saw"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Of_many_who_try_at_once_exactly_one_succeeds(bool awaited)
    {
        for (int round = 0; round < 20; round++)
        {
            Guid id = Guid.CreateVersion7();
            using Barrier start = new(4);

            Machine?[] made = await Task.WhenAll(Enumerable.Range(0, 4).Select(number => Task.Factory.StartNew(
                () =>
                {
                    start.SignalAndWait();
                    return TryCreate(awaited, id, $"{number}").GetAwaiter().GetResult();
                },
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default)));

            Assert.Equal(Machines[id].Name, Assert.Single(made, machine => machine is not null)!.Name);
        }
    }

    [Fact]
    public async Task What_stands_against_it_otherwise_is_no_false()
    {
        Assert.Throws<ArgumentException>(() => Machines.TryCreate(out _, Guid.Empty, "drill"));
        Assert.Throws<ArgumentException>(() => Machines.TryCreate(out _, _id, ""));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Machines.TryCreateAsync(_id, "drill", new CancellationToken(canceled: true)));
        _app.Store.BeforeAppend = static () => throw new IOException("disk full");
        Assert.Throws<IOException>(() => Machines.TryCreate(out _, _id, "drill"));
        await Assert.ThrowsAsync<IOException>(async () => await Machines.TryCreateAsync(_id, "drill"));
        _app.Store.BeforeAppend = null;
        Assert.False(Machines.Contains(_id));
        EventSourcedRepository<Machine> machines = Machines;
        _app.Dispose();

        Assert.Throws<ObjectDisposedException>(() => machines.TryCreate(out _, _id, "drill"));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await machines.TryCreateAsync(_id, "drill"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_conflict_of_something_else_is_no_taken_id(bool awaited)
    {
        foreach (ConcurrencyException other in (ConcurrencyException[])[new(Guid.NewGuid(), 0), new(_id, 1)])
        {
            _app.Store.BeforeAppend = () => throw other;

            Assert.Same(other, await Assert.ThrowsAsync<ConcurrencyException>(() => TryCreate(awaited, _id, "drill")));
        }
    }

    [Fact]
    public async Task A_creation_whose_id_exists_says_so()
    {
        Machines.Create(_id, "drill");
        foreach (ConcurrencyException conflict in (ConcurrencyException[])
        [
            Assert.Throws<ConcurrencyException>(() => Machines.Create(_id, "saw")),
            await Assert.ThrowsAsync<ConcurrencyException>(async () => await Machines.CreateAsync(_id, "saw")),
            Assert.Throws<ConcurrencyException>(() => Baskets.Save(new Basket(_id))),
        ])
        {
            Assert.Equal((_id, 0), (conflict.SequenceId, conflict.Position));
            Assert.Contains($"An entity with the id {_id} exists already", conflict.Message, StringComparison.Ordinal);
        }
    }

    private async Task<Machine?> TryCreate(bool awaited, Guid id, string name) =>
        awaited ? await Machines.TryCreateAsync(id, name) : Machines.TryCreate(out Machine? made, id, name) ? made : null;
}
