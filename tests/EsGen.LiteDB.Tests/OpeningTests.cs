using Xunit;

namespace EsGen.LiteDB.Tests;

public sealed class OpeningTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static SequencedItem Item => new(Guid.NewGuid(), 0, "Example.Created", default);

    public void Dispose() => _folder.Dispose();

    [Theory, InlineData(null), InlineData(""), InlineData(" \t")]
    public void A_blank_path_is_an_argument_error(string? path)
    {
        Assert.ThrowsAny<ArgumentException>(() => LiteDbDatastore.Open(path!));
        Assert.ThrowsAny<ArgumentException>(() => LiteDbDatastore.Open(new LiteDbSettings { Path = path! }));
        Assert.ThrowsAny<ArgumentException>(() => new LiteDbDatastore(new LiteDbSettings { Path = path! }));
    }

    [Fact]
    public void No_settings_are_an_argument_error()
    {
        Assert.Throws<ArgumentNullException>(() => LiteDbDatastore.Open((LiteDbSettings)null!));
        Assert.Throws<ArgumentNullException>(() => new LiteDbDatastore(null!));
    }

    [Fact]
    public void A_missing_directory_is_named_and_may_be_created_then()
    {
        var path = _folder.File(Path.Combine("missing", "example.db"));
        Assert.Contains(path, Assert.Throws<DirectoryNotFoundException>(() => LiteDbDatastore.Open(path)).Message, StringComparison.Ordinal);

        using LiteDbDatastore datastore = new(new LiteDbSettings { Path = path });
        Assert.Throws<DirectoryNotFoundException>(datastore.SetupConnection);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        datastore.SetupConnection();
        datastore.SetupTables();
        datastore.ActiveRecordStrategy.Append(Item);
        Assert.Equal(1, datastore.ActiveRecordStrategy.LastNotificationId);
    }

    [Theory, InlineData(1), InlineData(40), InlineData(8192), InlineData(20_000)]
    public void A_file_that_is_no_database_is_refused_and_left_alone(int length)
    {
        var path = _folder.File("letter.txt");
        var letter = new string('x', length);
        File.WriteAllText(path, letter);

        Assert.Contains(path, Assert.Throws<InvalidDataException>(() => LiteDbDatastore.Open(path)).Message, StringComparison.Ordinal);
        Assert.Equal(letter, File.ReadAllText(path));
    }

    [Fact]
    public void An_empty_file_becomes_a_database()
    {
        var path = _folder.File("example.db");
        File.Create(path).Dispose();

        using var datastore = LiteDbDatastore.Open(path);
        datastore.ActiveRecordStrategy.Append(Item);
        Assert.Equal(1, datastore.ActiveRecordStrategy.LastNotificationId);
    }

    [Fact]
    public void Databases_in_memory_have_nothing_in_common()
    {
        using var one = LiteDbDatastore.Open(":memory:");
        using var other = LiteDbDatastore.Open(":memory:");
        one.ActiveRecordStrategy.Append(Item);

        Assert.Equal(0, other.ActiveRecordStrategy.LastNotificationId);
        Assert.False(File.Exists(":memory:"));
    }

    [Fact]
    public async Task Disposing_asynchronously_keeps_what_was_appended()
    {
        var path = _folder.File("example.db");
        await using (var datastore = LiteDbDatastore.Open(path))
        {
            await datastore.ActiveRecordStrategy.AppendAsync([Item, Item]);
            await datastore.DisposeAsync();
            Assert.Throws<ObjectDisposedException>(() => datastore.ActiveRecordStrategy);
        }

        await using var again = LiteDbDatastore.Open(path);
        Assert.Equal(2, again.ActiveRecordStrategy.LastNotificationId);
        await new LiteDbDatastore(new LiteDbSettings { Path = path }).DisposeAsync();
    }
}
