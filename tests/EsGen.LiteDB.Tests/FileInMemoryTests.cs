using Xunit;

namespace EsGen.LiteDB.Tests;

/// <summary>A file in memory is what a file on disk is.</summary>
public sealed class FileInMemoryTests
{
    [Fact]
    public void Writing_nothing_behind_the_end_leaves_the_end_where_it_is()
    {
        using TemporaryFolder folder = new();
        foreach (var file in new IBlockFile[] { FileOnDisk.Open(folder.File("example"), FileMode.CreateNew), new FileInMemory() })
        {
            using (file)
            {
                file.Write(100, []);
                Assert.Equal(0, file.Length);
            }
        }
    }
}
