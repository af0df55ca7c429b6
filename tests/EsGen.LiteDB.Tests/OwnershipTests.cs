using LiteDB.Engine;
using Xunit;

namespace EsGen.LiteDB.Tests;

/// <summary>That one datastore at a time has a file, and nobody but its owner can read it.</summary>
public sealed class OwnershipTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static SequencedItem Item => new(Guid.NewGuid(), 0, "Example.Created", default);

    private string DatabasePath => _folder.File("example.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_second_datastore_is_refused_until_the_first_is_closed()
    {
        using (var first = LiteDbDatastore.Open(DatabasePath))
        {
            first.ActiveRecordStrategy.Append(Item);

            var exception = Assert.Throws<DatastoreInUseException>(() => LiteDbDatastore.Open(DatabasePath));
            Assert.Equal(DatabasePath, exception.Path);
            Assert.Contains(DatabasePath, exception.Message, StringComparison.Ordinal);

            first.ActiveRecordStrategy.Append(Item);
        }

        using var next = LiteDbDatastore.Open(DatabasePath);
        Assert.Equal(2, next.ActiveRecordStrategy.LastNotificationId);
    }

    [Fact]
    public void A_link_to_an_open_file_is_refused_too()
    {
        using var first = LiteDbDatastore.Open(DatabasePath);
        var link = _folder.File("link.db");
        File.CreateSymbolicLink(link, DatabasePath);

        Assert.Throws<DatastoreInUseException>(() => LiteDbDatastore.Open(link));
    }

    [Fact]
    public void LiteDB_itself_is_kept_out()
    {
        using var first = LiteDbDatastore.Open(DatabasePath);
        first.ActiveRecordStrategy.Append(Item);

        Assert.ThrowsAny<IOException>(() => new LiteEngine(DatabasePath));

        first.ActiveRecordStrategy.Append(Item);
        Assert.Equal(2, first.ActiveRecordStrategy.LastNotificationId);
    }

    [Fact]
    public void A_file_that_may_not_be_written_is_refused_and_when_it_may_be_is_opened()
    {
        LiteDbDatastore.Open(DatabasePath).Dispose();
        var content = File.ReadAllBytes(DatabasePath);
        File.SetAttributes(DatabasePath, FileAttributes.ReadOnly);
        try
        {
            // For root there are no such files.
            if (!Environment.IsPrivilegedProcess)
            {
                var exception = Assert.Throws<UnauthorizedAccessException>(() => LiteDbDatastore.Open(DatabasePath));
                Assert.Contains(DatabasePath, exception.Message, StringComparison.Ordinal);
                Assert.Equal(content, File.ReadAllBytes(DatabasePath));
            }
        }
        finally
        {
            File.SetAttributes(DatabasePath, FileAttributes.Normal);
        }

        using var datastore = LiteDbDatastore.Open(DatabasePath);
        datastore.ActiveRecordStrategy.Append(Item);
        Assert.Equal(1, datastore.ActiveRecordStrategy.LastNotificationId);
    }

    [Fact]
    public void The_files_are_readable_by_their_owner_only()
    {
        using var datastore = LiteDbDatastore.Open(DatabasePath);
        datastore.ActiveRecordStrategy.Append(Item);

        var files = Directory.GetFiles(Path.GetDirectoryName(DatabasePath)!);
        Assert.Equal(2, files.Length);
        foreach (var file in files)
        {
            if (!OperatingSystem.IsWindows())
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
            }
        }
    }

    /// <remarks>Otherwise a power failure could take the files' names after something was acknowledged.</remarks>
    [Fact]
    public void The_directory_is_synced_when_both_files_are_there_and_before_the_file_counts_as_open()
    {
        List<string?> synced = [];
        FilesOnDisk files = new(DatabasePath, syncDirectory: directory =>
        {
            synced.Add(directory);
            Assert.Equal([0, 0], Directory.GetFiles(directory).Select(static file => new FileInfo(file).Length));
        });
        using LiteDbDatastore datastore = new(new LiteDbSettings { Path = DatabasePath }, files);
        datastore.SetupConnection();

        Assert.Equal([Path.GetDirectoryName(DatabasePath)], synced);
        DirectoryEntries.Sync(synced[0]!);
    }
}
