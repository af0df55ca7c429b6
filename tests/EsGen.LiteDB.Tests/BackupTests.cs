using Xunit;

namespace EsGen.LiteDB.Tests;

/// <summary>What a backup does to the files that are there already, and what two of them do to each other.</summary>
public sealed class BackupTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Of_backups_to_one_path_at_once_one_is_written_and_is_complete_when_it_returns()
    {
        const int Count = 4000;
        using var datastore = LiteDbDatastore.Open(":memory:");
        datastore.ActiveRecordStrategy.Append(NumberedItems.Items(1, Count));
        for (var round = 0; round < 5; round++)
        {
            var path = _folder.File($"backup{round}.db");
            var (complete, refused) = (0, 0);
            var threads = Enumerable.Range(0, 3).Select(number => new Thread(() =>
            {
                Thread.Sleep(number * 10);
                try
                {
                    datastore.Backup(path);
                }
                catch (IOException)
                {
                    Interlocked.Increment(ref refused);
                    return;
                }

                // As it is if the process is killed now.
                File.Copy(path, path + ".copy");
                using var backup = LiteDbDatastore.Open(path + ".copy");
                backup.Verify();
                Assert.Equal(Count, backup.ActiveRecordStrategy.LastNotificationId);
                Interlocked.Increment(ref complete);
            })).ToList();
            threads.ForEach(static thread => thread.Start());
            threads.ForEach(static thread => thread.Join());

            Assert.Equal((1, 2), (complete, refused));
            Assert.Equal([path, path + ".copy"], Directory.GetFiles(_folder.File("")).Where(file => file.StartsWith(path, StringComparison.Ordinal)).Order());
        }
    }

    [Fact]
    public void A_file_of_the_users_that_is_called_unfinished_stays()
    {
        using var datastore = LiteDbDatastore.Open(":memory:");
        File.WriteAllText(_folder.File("backup.db.unfinished"), "mine");
        datastore.Backup(_folder.File("backup.db"));

        Assert.Equal("mine", File.ReadAllText(_folder.File("backup.db.unfinished")));
        Assert.True(File.Exists(_folder.File("backup.db")));
    }

    [Theory, InlineData("backup.db"), InlineData("backup.db.wal")]
    public void What_has_the_name_of_the_backup_or_of_its_log_stays(string name)
    {
        using var datastore = LiteDbDatastore.Open(":memory:");
        Directory.CreateDirectory(_folder.File("file"));
        File.WriteAllText(_folder.File("file/" + name), "mine");
        Directory.CreateDirectory(_folder.File("directory/" + name));
        Directory.CreateDirectory(_folder.File("link"));
        File.CreateSymbolicLink(_folder.File("link/" + name), "nowhere");
        foreach (var place in new[] { "file", "directory", "link" })
        {
            var message = Assert.Throws<IOException>(() => datastore.Backup(_folder.File(place + "/backup.db"))).Message;
            Assert.Contains(_folder.File(place + "/" + name), message, StringComparison.Ordinal);
            Assert.Single(Directory.GetFileSystemEntries(_folder.File(place)));
        }

        Assert.Equal("mine", File.ReadAllText(_folder.File("file/" + name)));
        Assert.Equal("nowhere", new FileInfo(_folder.File("link/" + name)).LinkTarget);
    }
}
