using System.Text;
using EsGen.Tests.Domain;
using EsGen.Tests.Stores;
using Xunit;

namespace EsGen.Tests.BadInput;

/// <summary>Whatever stands in the store: it is read right, or refused with the place where it stands and never what it says.</summary>
public sealed class StoredDamageTests : IDisposable
{
    private readonly TestApplication _app = new();
    private readonly Guid _id = Guid.CreateVersion7();
    private readonly Example _sound;

    public StoredDamageTests() => _sound = Examples.Create(foo: "sound");

    private EventSourcedRepository<Example> Examples => _app.Repository<Example>();

    public void Dispose() => _app.Dispose();

    private void Put(Guid id, long position, string topic, string data = "{}") =>
        _app.Store.Append(new SequencedItem(id, position, topic, Encoding.UTF8.GetBytes(data)));

    /// <summary>Every way of loading the entity fails alike, and nothing else suffers.</summary>
    private async Task<T> AssertRefused<T>(Func<T, (Guid, long, string)> place, long position, string topic)
        where T : EventSourcingException
    {
        T[] exceptions =
        [
            Assert.Throws<T>(() => Examples[_id]),
            Assert.Throws<T>(() => Examples.TryGet(_id, out _)),
            Assert.Throws<T>(() => Examples.Get(_id, position + 1)),
            Assert.Throws<T>(() => Examples.Update(_id, e => e.Foo = "lost")),
            await Assert.ThrowsAsync<T>(async () => await Examples.GetAsync(_id)),
            await Assert.ThrowsAsync<T>(async () => await Examples.TryGetAsync(_id)),
            await Assert.ThrowsAsync<T>(async () => await Examples.UpdateAsync(_id, e => e.Foo = "lost")),
        ];
        Assert.All(exceptions, exception =>
        {
            Assert.Equal((_id, position, topic), place(exception));
            Assert.Contains(_id.ToString(), exception.Message, StringComparison.Ordinal);
            Assert.Contains($"position {position} ", exception.Message, StringComparison.Ordinal);
            Assert.Contains($"'{topic}'", exception.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("secret", exception.ToString(), StringComparison.Ordinal);
        });

        _sound.Foo = "changed";
        Assert.Equal("changed", Examples[_sound.Id].Foo);
        Assert.DoesNotContain("Example.FooChanged", _app.Store.Topics(_id).Skip((int)position + 1));
        return exceptions[0];
    }

    private Task<MalformedEventException> AssertMalformed(long position, string topic) =>
        AssertRefused<MalformedEventException>(exception => (exception.SequenceId, exception.Position, exception.Topic), position, topic);

    private Task<SequenceCorruptException> AssertCorrupt(long position, string topic) =>
        AssertRefused<SequenceCorruptException>(exception => (exception.SequenceId, exception.Position, exception.Topic), position, topic);

    private Task<UnknownTopicException> AssertUnknown(long position, string topic) =>
        AssertRefused<UnknownTopicException>(exception => (exception.SequenceId, exception.Position, exception.Topic), position, topic);

    [Theory]
    [InlineData("Example.Exploded")]
    [InlineData("Example.Exploded@2")]
    [InlineData("example.foochanged")]
    [InlineData("System.IO.FileInfo, System.Private.CoreLib")]
    [InlineData(" ")]
    public async Task An_unknown_topic(string topic)
    {
        Put(_id, 0, "Example.Created");
        Put(_id, 1, topic, "{\"foo\":\"secret\"}");

        UnknownTopicException exception = await AssertUnknown(1, topic);

        Assert.Equal("Example", exception.Entity);
        Assert.Throws<UnknownTopicException>(() => _app.EventStore.GetEvents<Example>(_id));
        Assert.Equal("", Examples.Get(_id, 1).Foo);
    }

    [Fact]
    public void A_topic_in_a_message_is_escaped_and_cut()
    {
        var topic = "Example.\r\nforged line\u001b[2J\u202e\\" + new string('x', 100_000);
        Put(_id, 0, topic);

        var exception = Assert.Throws<UnknownTopicException>(() => Examples[_id]);
        Assert.Equal(topic, exception.Topic);
        Assert.Contains(@"'Example.\u000D\u000Aforged line\u001B[2J\u202E\u005Cxxx", exception.Message, StringComparison.Ordinal);
        Assert.Contains($"x… ({topic.Length} characters)'", exception.Message, StringComparison.Ordinal);
        Assert.InRange(exception.Message.Length, 100, 1000);
        Assert.DoesNotContain(exception.Message, static character => char.IsControl(character));

        MalformedEventException malformed = new(_id, 0, topic, "a number");
        Assert.InRange(malformed.Message.Length, 100, 1000);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{\"foo\":\"secret")]
    [InlineData("{\"foo\":\"secret\"")]
    [InlineData("{\"foo\":\"secret\"}}")]
    [InlineData("{\"foo\":\"secret\"}{\"foo\":\"secret\"}")]
    [InlineData("\u0000\u0001secret")]
    [InlineData("secret")]
    [InlineData("[\"secret\"]")]
    [InlineData("null")]
    [InlineData("{\"foo\":42}")]
    [InlineData("{\"foo\":null}")]
    [InlineData("{\"foo\":{\"secret\":\"secret\"}}")]
    [InlineData("{\"foo\":\"secret\",\"foo\":\"secret\"}")]
    [InlineData("{\"Foo\":\"secret\"}")]
    [InlineData("{}")]
    public async Task Data_that_is_damaged_or_not_what_the_declaration_asks_for(string data)
    {
        Put(_id, 0, "Example.Created");
        Put(_id, 1, "Example.FooChanged", data);

        await AssertMalformed(1, "Example.FooChanged");

        Assert.Throws<MalformedEventException>(() => _app.EventStore.GetEvents<Example>(_id));
        Assert.Throws<MalformedEventException>(() => _app.EventStore.GetLastEvent<Example.Event>(_id));
        Assert.True(Examples.Contains(_id));
    }

    [Fact]
    public async Task Every_truncation_and_every_damage_to_one_byte_is_refused_or_read_as_an_event_of_the_same_kind()
    {
        byte[] data = Encoding.UTF8.GetBytes("{\"foo\":\"bär\",\"a\":\"\",\"b\":\"\\n\"}");
        for (int length = 0; length < data.Length; length++)
        {
            Guid id = Guid.CreateVersion7();
            _app.Store.Append(new SequencedItem(id, 0, "Example.Created", data.AsMemory(0, length)));
            await Assert.ThrowsAsync<MalformedEventException>(async () => await Examples.GetAsync(id));
        }

        for (int index = 0; index < data.Length; index++)
        {
            foreach (byte value in (byte[])[0, (byte)'"', (byte)'}', 0xff])
            {
                Guid id = Guid.CreateVersion7();
                _app.Store.Append(new SequencedItem(id, 0, "Example.Created", (byte[])[.. data.AsSpan(0, index), value, .. data.AsSpan(index + 1)]));
                if (Record.Exception(() => Examples[id]) is { } exception)
                {
                    Assert.IsType<MalformedEventException>(exception);
                }
            }
        }
    }

    [Fact]
    public async Task Data_that_is_damaged_in_a_creation()
    {
        Put(_id, 0, "Example.Created", "{\"foo\":[\"secret\"]}");

        MalformedEventException exception = await AssertMalformed(0, "Example.Created");

        Assert.Equal("foo", exception.Field);
    }

    [Fact]
    public void Unknown_members_are_skipped_and_missing_ones_take_the_default()
    {
        Put(_id, 0, "Example.Created", "{\"b\":\"2\",\"other\":{\"foo\":[\"x\",{}]},\"foo\":\"bar\"}");

        Assert.Equal(("bar", "", "2"), (Examples[_id].Foo, Examples[_id].A, Examples[_id].B));
    }

    // X8
    [Fact]
    public async Task A_sequence_without_its_creation()
    {
        Put(_id, 0, "Example.Heartbeat");
        Put(_id, 1, "Example.Created");

        await AssertCorrupt(0, "Example.Heartbeat");
    }

    // X8
    [Fact]
    public async Task A_sequence_that_lacks_its_first_event()
    {
        Put(_id, 1, "Example.Heartbeat");

        await AssertCorrupt(1, "Example.Heartbeat");
    }

    // X8
    [Fact]
    public async Task A_sequence_whose_creation_is_not_at_the_start()
    {
        Put(_id, 1, "Example.Created");

        await AssertCorrupt(1, "Example.Created");
    }

    // X8
    [Fact]
    public async Task A_gap()
    {
        Put(_id, 0, "Example.Created");
        Put(_id, 1, "Example.Heartbeat");
        Put(_id, 3, "Example.Heartbeat");

        await AssertCorrupt(3, "Example.Heartbeat");

        Assert.Equal(1, Examples.Get(_id, 2).HeartbeatCount);
    }

    // X8
    [Theory]
    [InlineData("Example.Heartbeat")]
    [InlineData("Example.Created")]
    [InlineData("Example.Discarded")]
    public async Task An_event_behind_the_discard(string topic)
    {
        Put(_id, 0, "Example.Created");
        Put(_id, 1, "Example.Discarded");
        Put(_id, 2, topic);

        await AssertCorrupt(2, topic);
    }

    // X8
    [Fact]
    public async Task A_second_creation()
    {
        Put(_id, 0, "Example.Created");
        Put(_id, 1, "Example.Created");

        await AssertCorrupt(1, "Example.Created");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void A_store_that_gives_the_item_of_another_sequence(long position)
    {
        Guid other = Guid.CreateVersion7();
        Put(_id, 0, "Example.Created");
        Put(_id, 1, "Example.Heartbeat");
        _app.Store.OnRead = item => item.Position == position ? item with { SequenceId = other } : item;

        SequenceCorruptException exception = Assert.Throws<SequenceCorruptException>(() => Examples[_id]);

        Assert.Contains(other.ToString(), exception.Message, StringComparison.Ordinal);
        Assert.Contains(_id.ToString(), exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_gives_another_entity_altogether()
    {
        Put(_id, 0, "Example.Created");
        _app.Store.OnRead = item => item with { SequenceId = _sound.Id };

        Assert.Equal((_sound.Id, 0), Place(Assert.Throws<SequenceCorruptException>(() => Examples[_id])));
        Assert.Equal((_sound.Id, 0), Place(Assert.Throws<SequenceCorruptException>(() => Examples.Get(_id, 1))));
        Assert.Equal((_sound.Id, 0), Place(await Assert.ThrowsAsync<SequenceCorruptException>(async () => await Examples.GetAsync(_id))));

        static (Guid, long) Place(SequenceCorruptException exception) => (exception.SequenceId, exception.Position);
    }
}
