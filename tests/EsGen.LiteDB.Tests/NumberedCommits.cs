using System.Globalization;
using System.Text;
using Xunit;

namespace EsGen.LiteDB.Tests;

/// <summary>
/// Commits of read models' documents that follow from their numbers, so that what a file must have is known from its position.
/// </summary>
internal static class NumberedCommits
{
    private static readonly ReadModelVersion s_version = new("numbered", "f", 1);

    public static IReadModelDocuments Open(IReadModelStore store) => store.Find(s_version) ?? store.Begin(s_version, default);

    /// <summary>Each document stands in an index by its value; both change in one commit.</summary>
    public static void Commit(IReadModelDocuments documents, long number)
    {
        List<DocumentChange> changes = [];
        foreach (var (key, value) in GetChanges(number))
        {
            var before = documents.Read(view => view.Find(0, Bytes(key)));
            if (before is { } old)
            {
                changes.Add(new DocumentChange(1, Bytes(Text(old)[..8] + key), null));
            }

            changes.Add(new DocumentChange(0, Bytes(key), value is null ? default(ReadOnlyMemory<byte>?) : Bytes(value)));
            if (value is not null)
            {
                changes.RemoveAll(change => change.Tree == 1 && Text(change.Key) == value[..8] + key);
                changes.Add(new DocumentChange(1, Bytes(value[..8] + key), ReadOnlyMemory<byte>.Empty));
            }
        }

        documents.Commit(new ReadModelState(number, 0, 0, (UInt128)number), changes);
    }

    /// <returns>The number of the last commit.</returns>
    public static long AssertExactPrefix(IReadModelDocuments documents)
    {
        var state = documents.Read(static view => view.State);
        Assert.Equal((UInt128)state.Position, state.PositionHash);
        SortedDictionary<string, string> expected = new(StringComparer.Ordinal);
        for (var number = 1L; number <= state.Position; number++)
        {
            foreach (var (key, value) in GetChanges(number))
            {
                if (value is null)
                {
                    expected.Remove(key);
                }
                else
                {
                    expected[key] = value;
                }
            }
        }

        Assert.Equal(expected.Select(static entry => (entry.Key, entry.Value)), Read(documents, 0));
        Assert.Equal(
            expected.Select(static entry => entry.Value[..8] + entry.Key).Order(StringComparer.Ordinal),
            Read(documents, 1).Select(static entry => entry.Key));
        return state.Position;
    }

    private static IEnumerable<(string Key, string Value)> Read(IReadModelDocuments documents, int tree) =>
        documents.Read(view => view.GetRange(new DocumentRange(tree))).Select(static entry => (Text(entry.Key), Text(entry.Value)));

    private static Dictionary<string, string?> GetChanges(long number)
    {
        Random random = new((int)number);
        Dictionary<string, string?> changes = [];
        for (var i = random.Next(60); i >= 0; i--)
        {
            var key = random.Next(3000).ToString("d6", CultureInfo.InvariantCulture);
            changes[key] = random.Next(8) == 0
                ? null
                : random.Next(500).ToString("d8", CultureInfo.InvariantCulture) + new string('x', random.Next(200));
        }

        return changes;
    }

    private static ReadOnlyMemory<byte> Bytes(string text) => Encoding.ASCII.GetBytes(text);

    private static string Text(ReadOnlyMemory<byte> bytes) => Encoding.ASCII.GetString(bytes.Span);
}
