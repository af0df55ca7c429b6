using Xunit;

namespace EsGen.LiteDB.Tests;

/// <summary>A store that is opened through links, and a link where its log should be.</summary>
public sealed class LinkedFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_log_lies_beside_the_file_and_not_beside_the_link()
    {
        Directory.CreateDirectory(_folder.File("a/b"));
        Directory.CreateSymbolicLink(_folder.File("first"), "a/./b/../b");
        File.CreateSymbolicLink(_folder.File("a/b/second.db"), "../third.db");
        File.CreateSymbolicLink(_folder.File("a/third.db"), _folder.File("first/example.db"));
        using (var datastore = LiteDbDatastore.Open(_folder.File("first/second.db")))
        {
            datastore.ActiveRecordStrategy.Append(NumberedItems.Items(1, 3));
            Assert.Equal(
                ["example.db", "example.db.wal", "second.db"],
                Directory.GetFiles(_folder.File("a/b")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        }

        using var again = LiteDbDatastore.Open(_folder.File("a/b/example.db"));
        Assert.Equal(3, NumberedItems.AssertExactPrefix(again));
    }

    [Fact]
    public void Links_that_lead_in_a_circle()
    {
        File.CreateSymbolicLink(_folder.File("one.db"), "two.db");
        File.CreateSymbolicLink(_folder.File("two.db"), "one.db");

        Assert.Contains(
            "in a circle", Assert.Throws<DatastoreFailedException>(() => LiteDbDatastore.Open(_folder.File("one.db"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_log_that_an_earlier_version_left_beside_the_link_is_named()
    {
        File.CreateSymbolicLink(_folder.File("link.db"), "example.db");
        using (var datastore = LiteDbDatastore.Open(_folder.File("link.db")))
        {
            datastore.ActiveRecordStrategy.Append(NumberedItems.Items(1, 3));
            Directory.CreateDirectory(_folder.File("killed"));
            foreach (var file in new[] { "example.db", "example.db.wal" })
            {
                LockedFile.Copy(_folder.File(file), _folder.File("killed/" + file.Replace("example.db.wal", "link.db.wal", StringComparison.Ordinal)));
            }
        }

        var link = _folder.File("killed/link.db");
        File.CreateSymbolicLink(link, "example.db");
        var message = Assert.Throws<StoreCorruptException>(() => LiteDbDatastore.Open(link)).Message;
        Assert.Contains($"if '{link}.wal', beside it, is the log, move that beside the file itself", message, StringComparison.Ordinal);

        File.Move(link + ".wal", _folder.File("killed/example.db.wal"));
        using var again = LiteDbDatastore.Open(link);
        Assert.Equal(3, NumberedItems.AssertExactPrefix(again));
    }

    [Theory, InlineData("precious"), InlineData(""), InlineData(null)]
    public void A_link_that_has_the_name_of_the_log_is_refused_and_not_followed(string? target)
    {
        var path = _folder.File("example.db");
        LiteDbDatastore.Open(path).Dispose();
        if (target is not null)
        {
            File.WriteAllText(_folder.File("precious.txt"), target);
        }

        File.CreateSymbolicLink(path + ".wal", _folder.File("precious.txt"));
        foreach (var isReadOnly in new[] { false, true })
        {
            var exception = Assert.Throws<InvalidDataException>(
                () => LiteDbDatastore.Open(new LiteDbSettings { Path = path, ReadOnly = isReadOnly }));
            Assert.Contains("is a link", exception.Message, StringComparison.Ordinal);
        }

        Assert.Equal(target, File.Exists(_folder.File("precious.txt")) ? File.ReadAllText(_folder.File("precious.txt")) : null);
        Assert.NotNull(new FileInfo(path + ".wal").LinkTarget);
    }
}
