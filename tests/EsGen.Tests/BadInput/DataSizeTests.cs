using EsGen.Tests.Domain;
using EsGen.Tests.Domain.Shapes;
using EsGen.Tests.Stores;
using Xunit;

namespace EsGen.Tests.BadInput;

/// <summary>The data of an event is limited, when it is written and when it is read.</summary>
public class DataSizeTests
{
    private static Example CreateWith(TestApplication app, int size)
    {
        Example example = app.Repository<Example>().Create();
        example.Foo = new string('x', size);
        return example;
    }

    [Fact]
    public void A_mebibyte_is_enough_unless_the_application_says_otherwise()
    {
        using TestApplication app = new();
        using TestApplication large = new(new() { MaxDataSize = 3_000_000 });
        int most = (1024 * 1024) - "{\"foo\":\"\"}".Length;

        Assert.Equal(most, CreateWith(app, most).Foo.Length);
        Assert.Equal(2_000_000, CreateWith(large, 2_000_000).Foo.Length);
    }

    [Fact]
    public void A_larger_event_changes_nothing()
    {
        using TestApplication app = new(new() { MaxDataSize = 100 });
        Example example = app.Repository<Example>().Create();

        ArgumentException exception = Assert.ThrowsAny<ArgumentException>(() => example.Foo = new string('x', 91));

        Assert.Contains("'Example.FooChanged'", exception.Message, StringComparison.Ordinal);
        Assert.Contains("MaxDataSize", exception.Message, StringComparison.Ordinal);
        Assert.Equal("", example.Foo);
        Assert.Equal(1, example.Version);
        Assert.False(example.IsFaulted);
        example.Foo = new string('x', 90);
    }

    [Fact]
    public void An_instance_made_with_new_is_measured_when_it_is_saved()
    {
        using TestApplication app = new(new() { MaxDataSize = 100 });
        Example example = new() { Foo = new string('x', 91) };

        Assert.ThrowsAny<ArgumentException>(() => app.Repository<Example>().Save(example));

        Assert.Empty(app.Store.GetItems(example.Id));
        Assert.False(example.IsFaulted);
        Assert.ThrowsAny<ArgumentException>(() => new Example().Foo = new string('x', 1024 * 1024));
    }

    [Fact]
    public void A_larger_stored_event_is_malformed()
    {
        using TestApplication app = new();
        Example example = CreateWith(app, 1_000);
        using EventSourcedApplication strict = new(app.Store, new() { MaxDataSize = 1_000 });

        MalformedEventException exception = Assert.Throws<MalformedEventException>(() => strict.Repository<Example>()[example.Id]);

        Assert.Equal(1, exception.Position);
        Assert.Equal(1_000, exception.ByteOffset);
        Assert.Throws<MalformedEventException>(() => strict.EventStore.GetEvents<Example.Event>(example.Id));
        Assert.Throws<MalformedEventException>(() => strict.EventStore.GetLastEvent<Example>(example.Id));
    }

    [Fact]
    public void What_shares_its_parts_is_measured_as_it_is_written()
    {
        Node node = new("n", []);
        for (int depth = 0; depth < 25; depth++)
        {
            node = new Node("n", [node, node]);
        }

        EveryShape entity = new(Guid.CreateVersion7());
        Assert.ThrowsAny<ArgumentException>(() => entity.RecordNested(new Money(1m), null, node, new Cash(1m), (1, []), null, null, null, null));
        Assert.Equal(1, entity.Version);
    }

    [Fact]
    public void A_limit_has_room_for_an_empty_event() => Assert.Throws<ArgumentOutOfRangeException>(() => new EventSourcedApplicationOptions { MaxDataSize = 1 });
}
