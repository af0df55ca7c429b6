using LiteDB;

namespace EsGen.LiteDB;

/// <summary>
/// The newest notifications, in memory, and their two documents: one that is written with every append and fits into one page of LiteDB's,
/// so that a single event dirties one page, and the block before it, which takes what that has when it is full, until the block is full
/// itself.
/// </summary>
internal sealed class NewestNotifications
{
    // With the document around it, what fits into one page.
    private const int PageLength = 8150 - 61;

    // Those of the block, then those of the page.
    private readonly List<PackedEvent> _events = [];
    private int _inBlock;
    private long _pageLength;

    /// <summary>The newest id; 0 if there is none.</summary>
    public long LastId { get; private set; }

    /// <summary>Whether a notification and all that follow it are in memory.</summary>
    public bool HasFrom(long id) => _events.Count > 0 && id >= _events[0].Id;

    /// <summary>The notifications from one of them on.</summary>
    public IEnumerable<PackedEvent> From(long id)
    {
        for (var index = (int)(id - _events[0].Id); index < _events.Count; index++)
        {
            yield return _events[index];
        }
    }

    /// <summary>Takes note of a notification that was read, while they are loaded.</summary>
    public void Pass(long id) => LastId = id;

    /// <summary>Goes on where the documents end.</summary>
    /// <param name="block">The last block before the page; null if there is none.</param>
    /// <param name="page">The page; null if there is none.</param>
    public void Load(EventBlock? block, EventBlock? page)
    {
        if (block is not null && !BlockToWrite.IsClosedWith(block))
        {
            _events.AddRange(block);
        }

        _inBlock = _events.Count;
        if (page is not null)
        {
            AddToPage(page);
        }
    }

    /// <summary>Adds events that follow, and returns the documents that are to be written.</summary>
    public List<BsonDocument> Add(IReadOnlyList<PackedEvent> added)
    {
        LastId = added[^1].Id;
        var length = PackedEvent.LengthOf(added);
        if (_pageLength + length <= PageLength)
        {
            AddToPage(added);
            return [ToPageDocument()];
        }

        // What doesn't fit into a page needn't be written there first.
        var isPage = length <= PageLength;
        var blocks = BlockToWrite.Of(isPage ? _events : _events.Concat(added));
        var wasPage = _pageLength > 0;
        var documents = blocks.ConvertAll(static block => block.ToNotificationsDocument());
        IReadOnlyList<PackedEvent> open = blocks is [.., { IsClosed: false } last] ? last.Events : [];
        _events.Clear();
        _events.AddRange(open);
        _inBlock = _events.Count;
        _pageLength = 0;
        AddToPage(isPage ? added : []);
        if (wasPage || isPage)
        {
            documents.Add(ToPageDocument());
        }

        return documents;
    }

    private void AddToPage(IReadOnlyList<PackedEvent> added)
    {
        _events.AddRange(added);
        _pageLength += PackedEvent.LengthOf(added);
    }

    /// <remarks>
    /// Always as long as a page, so that LiteDB writes it to the same page again; for that, and because it is written so often, not
    /// compressed.
    /// </remarks>
    private BsonDocument ToPageDocument() =>
        EventBlock.ToDocument(EventBlock.NewestId, StoredBlock.Write(_events[_inBlock..], isCompressed: false, PageLength));
}
