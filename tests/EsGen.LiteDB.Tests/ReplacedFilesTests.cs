using Xunit;

namespace EsGen.LiteDB.Tests;

/// <summary>
/// What deployments do while the old process is still there: they rename directories or files, switch links and delete. What has the old
/// names by then is somebody else's.
/// </summary>
public sealed class ReplacedFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Ways => [.. Replacements.Keys];

    /// <summary>How a store's files get out of the way of a new store; where the data file is then.</summary>
    private static Dictionary<string, Func<TemporaryFolder, string>> Replacements { get; } = new()
    {
        ["the directory is renamed"] = static folder =>
        {
            Directory.Move(folder.File("data"), folder.File("old"));
            Directory.CreateDirectory(folder.File("data"));
            return folder.File("old/example.db");
        },
        ["the files are renamed"] = static folder =>
        {
            File.Move(folder.File("data/example.db"), folder.File("data/old.db"));
            File.Move(folder.File("data/example.db.wal"), folder.File("data/old.db.wal"));
            return folder.File("data/old.db");
        },
        ["a link to the directory is switched"] = static folder =>
        {
            Directory.Delete(folder.File("link"));
            Directory.CreateSymbolicLink(folder.File("link"), Directory.CreateDirectory(folder.File("new")).FullName);
            return folder.File("data/example.db");
        },
        ["a link to the file is switched"] = static folder =>
        {
            File.Delete(folder.File("link.db"));
            File.CreateSymbolicLink(folder.File("link.db"), "new.db");
            return folder.File("data/example.db");
        },
    };

    public void Dispose() => _folder.Dispose();

    [Theory, MemberData(nameof(Ways))]
    public void A_store_that_is_closed_leaves_the_log_of_the_one_that_has_its_name(string way)
    {
        Directory.CreateDirectory(_folder.File("data"));
        Directory.CreateSymbolicLink(_folder.File("link"), "data");
        File.CreateSymbolicLink(_folder.File("link.db"), "data/example.db");
        var path = _folder.File(way.Contains("link to the d", StringComparison.Ordinal) ? "link/example.db"
            : way.Contains("link to the f", StringComparison.Ordinal) ? "link.db"
            : "data/example.db");

        var old = LiteDbDatastore.Open(path);
        old.ActiveRecordStrategy.Append(NumberedItems.Items(1, 3));
        var oldPath = Replacements[way](_folder);
        using var successor = LiteDbDatastore.Open(path);
        successor.ActiveRecordStrategy.Append(NumberedItems.Items(1, 30));
        old.ActiveRecordStrategy.Append(NumberedItems.Item(4));
        old.Dispose();

        // As they are if the process is killed now.
        var copy = _folder.File("copy.db");
        var successorPath = new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path;
        LockedFile.Copy(successorPath, copy);
        LockedFile.Copy(successorPath + ".wal", copy + ".wal");
        using (var killed = LiteDbDatastore.Open(copy))
        {
            Assert.Equal(30, NumberedItems.AssertExactPrefix(killed));
        }

        using var again = LiteDbDatastore.Open(oldPath);
        Assert.Equal(4, NumberedItems.AssertExactPrefix(again));
    }

    [Fact]
    public void A_store_that_was_moved_is_complete_when_it_is_closed()
    {
        Directory.CreateDirectory(_folder.File("data"));
        using (var datastore = LiteDbDatastore.Open(_folder.File("data/example.db")))
        {
            datastore.ActiveRecordStrategy.Append(NumberedItems.Items(1, 3));
            Directory.Move(_folder.File("data"), _folder.File("old"));
        }

        // Under its name it isn't found any more, so it is only emptied.
        Assert.Equal(0, new FileInfo(_folder.File("old/example.db.wal")).Length);
        using var again = LiteDbDatastore.Open(_folder.File("old/example.db"));
        Assert.Equal(3, NumberedItems.AssertExactPrefix(again));
    }

    [Theory, InlineData("example.db"), InlineData("example.db.wal")]
    public void What_is_appended_after_a_file_was_deleted_is_refused_and_the_rest_can_be_saved(string deleted)
    {
        using (var datastore = LiteDbDatastore.Open(_folder.File("example.db")))
        {
            datastore.ActiveRecordStrategy.Append(NumberedItems.Items(1, 10));
            File.Delete(_folder.File(deleted));

            foreach (var _ in new[] { 1, 2 })
            {
                var exception = Assert.Throws<DatastoreFailedException>(() => datastore.ActiveRecordStrategy.Append(NumberedItems.Item(11)));
                Assert.False(exception.IsOutcomeUnknown);
                Assert.Contains("deleted or replaced", exception.Message, StringComparison.Ordinal);
                Assert.Contains(_folder.File("example.db"), exception.Message, StringComparison.Ordinal);
            }

            Assert.Equal(10, datastore.ActiveRecordStrategy.GetNotifications(0, 100).Count);
            datastore.Backup(_folder.File("backup.db"));
        }

        using var backup = LiteDbDatastore.Open(_folder.File("backup.db"));
        Assert.Equal(10, NumberedItems.AssertExactPrefix(backup));

        // All of a deleted log is in the file.
        using var again = LiteDbDatastore.Open(_folder.File("example.db"));
        Assert.Equal(deleted == "example.db" ? 0 : 10, again.ActiveRecordStrategy.LastNotificationId);
    }

    [Fact]
    public void A_replaced_file_is_noticed_too()
    {
        using var datastore = LiteDbDatastore.Open(_folder.File("example.db"));
        LiteDbDatastore.Open(_folder.File("other.db")).Dispose();
        File.Move(_folder.File("other.db"), _folder.File("example.db"), overwrite: true);

        Assert.Throws<DatastoreFailedException>(() => datastore.ActiveRecordStrategy.Append(NumberedItems.Item(1)));
    }
}
