using System.Text;
using EsGen.Tests.Domain;
using EsGen.Tests.Stores;
using Xunit;

namespace EsGen.Tests.Commands;

/// <summary>What the application's option gives is stored with each event and seen beside it.</summary>
public sealed class MetadataTests : IDisposable
{
    private readonly TestApplication _app;
    private readonly Machine _machine;
    private Func<IReadOnlyDictionary<string, string>?> _metadata = () => null;

    public MetadataTests()
    {
        _app = new TestApplication(new() { Metadata = () => _metadata() });
        _machine = _app.Repository<Machine>().Create(Guid.CreateVersion7(), "drill");
        _metadata = () => new Dictionary<string, string> { ["user"] = "Ada", ["correlation"] = "\"42\"" };
    }

    public void Dispose() => _app.Dispose();

    private string StoredMetadata(Guid id, long position) => Encoding.UTF8.GetString(_app.Store.GetItem(id, position)!.Value.Metadata.Span);

    [Fact]
    public void It_is_stored_sorted_and_seen_in_the_context_now_and_after_a_reload()
    {
        _machine.Note("oiled");

        Assert.Equal("{\"correlation\":\"\\\"42\\\"\",\"user\":\"Ada\"}", StoredMetadata(_machine.Id, 1));
        foreach (Machine machine in (Machine[])[_machine, _app.Repository<Machine>()[_machine.Id]])
        {
            Assert.Equal((_machine.Id, 1), (machine.Context.Id, machine.Context.Position));
            Assert.Equal([new("correlation", "\"42\""), new("user", "Ada")], machine.Context.Metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal));
        }
    }

    [Fact]
    public void None_is_stored_if_there_is_none()
    {
        _metadata = () => null;
        _machine.Note("oiled");
        Assert.Empty(_machine.Context.Metadata);
        _metadata = () => new Dictionary<string, string>();
        _machine.Note("oiled again");

        Assert.Equal(("", "", ""), (StoredMetadata(_machine.Id, 0), StoredMetadata(_machine.Id, 1), StoredMetadata(_machine.Id, 2)));
        Assert.Empty(_app.Repository<Machine>()[_machine.Id].Context.Metadata);
    }

    [Fact]
    public async Task An_instance_made_with_new_gets_it_when_it_is_saved()
    {
        Machine first = new(Guid.CreateVersion7(), "saw");
        first.Note("oiled");
        Machine second = new(Guid.CreateVersion7(), "lathe");
        Assert.Empty(first.Context.Metadata);

        _app.Repository<Machine>().Save(first);
        await _app.SaveAsync(second);

        Assert.Equal("Ada", _app.Repository<Machine>()[first.Id].Context.Metadata["user"]);
        Assert.Equal(StoredMetadata(first.Id, 1), StoredMetadata(first.Id, 0));
        Assert.Equal(StoredMetadata(first.Id, 1), StoredMetadata(second.Id, 0));
    }

    [Fact]
    public void An_aggregate_of_the_application_gets_it_when_the_event_is_raised()
    {
        Account account = _app.Repository<Account>().Create("Ada");
        _metadata = () => new Dictionary<string, string> { ["user"] = "Eve" };
        account.Deposit(1m);
        _metadata = () => throw new InvalidOperationException("Too late.");

        _app.Repository<Account>().Save(account);

        Assert.Contains("Ada", StoredMetadata(account.Id, 0), StringComparison.Ordinal);
        Assert.Contains("Eve", StoredMetadata(account.Id, 1), StringComparison.Ordinal);
    }

    [Fact]
    public void Throwing_instead_leaves_everything_as_it_was()
    {
        Machine saved = new(Guid.CreateVersion7(), "saw");
        Func<IReadOnlyDictionary<string, string>?> before = _metadata;
        foreach (Func<IReadOnlyDictionary<string, string>?> broken in (Func<IReadOnlyDictionary<string, string>?>[])
        [
            () => throw new InvalidOperationException("No request."),
            () => new Dictionary<string, string> { ["user"] = null! },
            () => new Dictionary<string, string> { ["user"] = "\ud800" },
            () => new Dictionary<string, string> { ["\ud800"] = "Ada" },
            () => new Dictionary<string, string> { ["user"] = new string('x', 64 * 1024) },
            () => new Pairs([new(null!, "Ada")]),
            () => new Pairs([new("user", "Ada"), new("user", "Eve")]),
        ])
        {
            _metadata = broken;
            Assert.ThrowsAny<Exception>(() => _machine.Note("oiled"));
            Assert.ThrowsAny<Exception>(() => _app.Repository<Machine>().Save(saved));
            Assert.ThrowsAny<Exception>(() => _app.Repository<Machine>().Create(Guid.CreateVersion7(), "lathe"));
            Assert.ThrowsAny<Exception>(() => _app.EventStore.Append<Machine>(_machine.Id, 1, new Machine.Stopped()));
        }

        _metadata = before;
        Assert.Equal((null, 1, false), (_machine.Text, _machine.Version, _machine.IsFaulted));
        Assert.Equal((false, 1), (saved.IsFaulted, saved.PendingEvents.Count));
        Assert.Equal(1, _app.Store.LastNotificationId);
        _machine.Note("oiled");
        _app.Repository<Machine>().Save(saved);
        Assert.Equal(3, _app.Store.LastNotificationId);
    }

    [Fact]
    public void What_is_wrong_with_it_is_said()
    {
        string Refuse(IReadOnlyDictionary<string, string> metadata)
        {
            _metadata = () => metadata;
            ArgumentException exception = Assert.Throws<ArgumentException>(() => _machine.Note("oiled"));
            Assert.StartsWith("The metadata of an event can't be stored: ", exception.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("secret", exception.Message, StringComparison.Ordinal);
            return exception.Message;
        }

        Assert.Contains("the value of 'user' is null.", Refuse(new Dictionary<string, string> { ["user"] = null! }), StringComparison.Ordinal);
        Assert.Contains("the value of 'user' has half a character", Refuse(new Dictionary<string, string> { ["user"] = "secret\udc00" }), StringComparison.Ordinal);
        Assert.Contains("one of its names has half a character", Refuse(new Dictionary<string, string> { ["\ud800"] = "secret" }), StringComparison.Ordinal);
        Assert.Contains("one of its names is null.", Refuse(new Pairs([new("user", "Ada"), new(null!, "Ada")])), StringComparison.Ordinal);
        Assert.Contains("it has 'user' twice.", Refuse(new Pairs([new("user", "Ada"), new("a", "b"), new("user", "Ada")])), StringComparison.Ordinal);
        Assert.Contains("beyond the 65536 bytes", Refuse(new Dictionary<string, string> { ["user"] = new string('ä', 40_000) }), StringComparison.Ordinal);
    }

    [Fact]
    public void It_may_be_as_large_as_the_option_says()
    {
        Dictionary<string, string> metadata = new() { ["a"] = "123" };
        using TestApplication app = new(new() { Metadata = () => metadata, MaxMetadataSize = "{\"a\":\"123\"}".Length });
        Machine machine = app.Repository<Machine>().Create(Guid.CreateVersion7(), "drill");
        metadata = new() { ["a"] = "1234" };

        Assert.Contains("MaxMetadataSize", Assert.Throws<ArgumentException>(() => machine.Note("oiled")).Message, StringComparison.Ordinal);

        Assert.Equal((1, false), (machine.Version, machine.IsFaulted));
        Assert.Throws<ArgumentOutOfRangeException>(() => new EventSourcedApplicationOptions { MaxMetadataSize = 1 });
    }

    /// <summary>What a careless implementation may hand out.</summary>
    private sealed class Pairs(KeyValuePair<string, string>[] pairs) : IReadOnlyDictionary<string, string>
    {
        public IEnumerable<string> Keys => pairs.Select(pair => pair.Key);

        public IEnumerable<string> Values => pairs.Select(pair => pair.Value);

        public int Count => pairs.Length;

        public string this[string key] => pairs.First(pair => pair.Key == key).Value;

        public bool ContainsKey(string key) => pairs.Any(pair => pair.Key == key);

        public bool TryGetValue(string key, out string value) => throw new NotSupportedException();

        public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => pairs.AsEnumerable().GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("[]")]
    [InlineData("{\"user\":1}")]
    [InlineData("{\"user\":null}")]
    [InlineData("{\"user\":{\"secret\":\"x\"}}")]
    [InlineData("{\"user\":\"secret\",\"user\":\"secret\"}")]
    [InlineData("{\"user\":\"secret\"")]
    [InlineData("{\"user\":\"secret\"} {}")]
    [InlineData("{\"user\":\"\\ud800\"}")]
    public void Damage_to_it_is_malformed_and_concerns_only_who_looks_at_it(string stored)
    {
        _app.Store.Append(new SequencedItem(_machine.Id, 1, "Machine.Noted", "{\"text\":\"oiled\"}"u8.ToArray()) { Metadata = Encoding.UTF8.GetBytes(stored) });

        Machine machine = _app.Repository<Machine>()[_machine.Id];

        Assert.Equal("oiled", machine.Text);
        MalformedEventException exception = Assert.Throws<MalformedEventException>(() => machine.Context.Metadata);
        Assert.Equal((_machine.Id, 1), (exception.SequenceId, exception.Position));
        Assert.DoesNotContain("secret", exception.ToString(), StringComparison.Ordinal);
    }
}
