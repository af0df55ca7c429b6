namespace EsGen;

/// <summary>A query for items, cut into one for each page.</summary>
/// <param name="query">What is wanted in all; the results come in query order.</param>
/// <param name="pageSize">How many items at once.</param>
internal sealed class ItemPages(ItemQuery query, int pageSize)
{
    private ItemQuery _rest = query with { ResultsAscending = query.QueryAscending };
    private bool _isOver;

    /// <summary>The query for the next page; null at the end.</summary>
    public ItemQuery? Next => _isOver ? null : _rest with { Limit = Size };

    private int Size => Math.Min(pageSize, _rest.Limit ?? int.MaxValue);

    /// <summary>Goes on behind a page.</summary>
    public void Pass(IReadOnlyList<SequencedItem> page)
    {
        if (page.Count < Size || page.Count == _rest.Limit)
        {
            _isOver = true;
            return;
        }

        ItemQuery behind = _rest.QueryAscending ? ItemQuery.Between(gt: page[^1].Position) : ItemQuery.Between(lt: page[^1].Position);
        _rest = _rest with
        {
            First = Math.Max(_rest.First, behind.First),
            Last = Math.Min(_rest.Last, behind.Last),
            Limit = _rest.Limit - page.Count,
        };
    }
}
