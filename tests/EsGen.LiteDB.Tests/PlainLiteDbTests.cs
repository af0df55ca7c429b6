using LiteDB;
using LiteDB.Engine;
using Xunit;

namespace EsGen.LiteDB.Tests;

/// <summary>A store that somebody opens with LiteDB alone, which is fine as long as he only reads.</summary>
public sealed class PlainLiteDbTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public PlainLiteDbTests()
    {
        using var datastore = LiteDbDatastore.Open(DatabasePath);
        datastore.ActiveRecordStrategy.Append(NumberedItems.Items(1, 500));
    }

    private string DatabasePath => _folder.File("example.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Reading_changes_nothing()
    {
        using (LiteEngine engine = new(DatabasePath))
        {
            using var documents = engine.Query("events", new Query());
            Assert.True(documents.Read());
        }

        using var datastore = LiteDbDatastore.Open(DatabasePath);
        Assert.Equal(500, NumberedItems.AssertExactPrefix(datastore));
    }

    [Theory, InlineData("notes"), InlineData("meta")]
    public void Writing_is_named_and_how_to_get_back(string collection)
    {
        using (LiteEngine engine = new(DatabasePath))
        {
            engine.Insert(collection, [new BsonDocument { ["_id"] = 7 }], BsonAutoId.Int32);
        }

        var message = Assert.Throws<StoreCorruptException>(() => LiteDbDatastore.Open(DatabasePath)).Message;
        Assert.Contains("was written by LiteDB without EsGen", message, StringComparison.Ordinal);
        Assert.Contains("restore a backup", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rebuilding_is_named_and_the_file_that_LiteDB_kept_is_the_store()
    {
        using (LiteEngine engine = new(DatabasePath))
        {
            engine.Rebuild(new RebuildOptions());
        }

        var message = Assert.Throws<StoreCorruptException>(() => LiteDbDatastore.Open(DatabasePath)).Message;
        Assert.Contains("that LiteDB has rebuilt", message, StringComparison.Ordinal);
        File.Move(_folder.File("example-backup.db"), DatabasePath, overwrite: true);
        using var datastore = LiteDbDatastore.Open(DatabasePath);
        Assert.Equal(500, NumberedItems.AssertExactPrefix(datastore));
    }
}
