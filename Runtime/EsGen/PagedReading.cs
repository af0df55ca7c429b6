using System.Runtime.CompilerServices;
namespace EsGen;
internal static class PagedReading
{
    public static IEnumerable<SequencedItem> ReadItems(this IActiveRecordStrategy s, Guid id, long? gt = null, long? gte = null, long? lt = null, long? lte = null, int? limit = null, bool ascending = true, int pageSize = 500) => s.GetItems(id, gt, gte, lt, lte, limit, ascending, ascending);
    public static async IAsyncEnumerable<SequencedItem> ReadItemsAsync(this IActiveRecordStrategy s, Guid id, long? gt = null, long? gte = null, long? lt = null, long? lte = null, int? limit = null, bool ascending = true, int pageSize = 500, [EnumeratorCancellation] CancellationToken cancellationToken = default) { foreach (var i in await s.GetItemsAsync(id, gt, gte, lt, lte, limit, ascending, ascending, cancellationToken)) { yield return i; } }
}
