using Xunit;
using Xunit.Sdk;

namespace EsGen.Generators.Tests;

/// <summary>The comparison of snapshots itself: it has to fail when it should.</summary>
public sealed class SnapshotTests : IDisposable
{
    private const string Prefix = "Class.Method#";

    private readonly string _folder = Directory.CreateTempSubdirectory("esgen-snapshots").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_was_accepted_matches_whatever_its_line_ends()
    {
        Match([("A.g.cs", "a\nb\n")], accepts: true);
        Assert.Equal("a\nb\n", Read("A.g.verified.cs"));
        File.WriteAllText(PathOf("A.g.verified.cs"), "a\r\nb\r\n");
        Match([("A.g.cs", "a\nb\n")]);
    }

    [Fact]
    public void A_missing_file_fails()
    {
        Assert.Contains("missing   Class.Method#A.g.verified.cs", Assert.Throws<XunitException>(() => Match([("A.g.cs", "a\n")])).Message);
        Assert.Equal("a\n", Read("A.g.received.cs"));
        Assert.False(File.Exists(PathOf("A.g.verified.cs")));
    }

    [Fact]
    public void A_changed_file_fails_and_shows_the_difference()
    {
        Match([("A.g.cs", "a\nb\n")], accepts: true);
        string message = Assert.Throws<XunitException>(() => Match([("A.g.cs", "a\nc\n")])).Message;
        Assert.Contains("changed   Class.Method#A.g.verified.cs", message);
        Assert.Contains("- b", message);
        Assert.Contains("+ c", message);
        Match([("A.g.cs", "a\nb\n")]);
        Assert.False(File.Exists(PathOf("A.g.received.cs")));
    }

    [Fact]
    public void A_left_over_file_fails_until_accepted()
    {
        Match([("A.g.cs", ""), ("B.g.cs", "")], accepts: true);
        Assert.Contains("left over Class.Method#B.g.verified.cs", Assert.Throws<XunitException>(() => Match([("A.g.cs", "")])).Message);
        Match([("A.g.cs", "")], accepts: true);
        Assert.False(File.Exists(PathOf("B.g.verified.cs")));
    }

    [Fact]
    public void Nothing_is_accepted_on_CI()
    {
        Assert.Throws<XunitException>(() => Match([("A.g.cs", "")], accepts: true, isOnCI: true));
        Assert.Empty(Directory.GetFiles(_folder));
    }

    private void Match(IEnumerable<(string, string)> files, bool accepts = false, bool isOnCI = false) => Snapshot.Match(files, _folder, Prefix, accepts, isOnCI);

    private string PathOf(string name) => Path.Combine(_folder, Prefix + name);

    private string Read(string name) => File.ReadAllText(PathOf(name));
}
