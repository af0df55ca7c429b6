namespace EsGen.LiteDB.Tests;

/// <summary>An aggregate with a state of many pages of the file, of which a snapshot is taken with every second event.</summary>
[Aggregate, Snapshot(Every = 2, Keep = 3)]
public partial class Diary
{
    private const int KeptPages = 30;

    private readonly List<string> _pages = [];

    [Event] public partial Diary(Guid id);

    public int Count { get; private set; }

    [Event("Written")] public partial void Write(string text);

    private partial void WhenWritten(string text)
    {
        Count++;
        _pages.Add(text);
        if (_pages.Count > KeptPages)
        {
            _pages.RemoveAt(0);
        }
    }

    /// <summary>The whole state as text.</summary>
    public string Describe() => $"{Id} {Version} {LastModified.UtcTicks} {Count} {string.Join('|', _pages)}";
}
