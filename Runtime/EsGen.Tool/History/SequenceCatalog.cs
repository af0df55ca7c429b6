using EsGen.Tool.Output;
using EsGen.Tool.Stores;

namespace EsGen.Tool.History;

/// <summary>The sequences of a store, as a walk through its notifications finds them.</summary>
internal sealed class SequenceCatalog
{
    private readonly Dictionary<Guid, SequenceSummary> _sequences = [];

    public IReadOnlyCollection<SequenceSummary> Sequences => _sequences.Values;

    public long Events { get; private set; }

    public Notification? Oldest { get; private set; }

    public Notification? Newest { get; private set; }

    /// <summary>Walks through all of a store's notifications. What was found before damage stays, so the catalog is the caller's.</summary>
    public async Task ReadAsync(Store store, long upTo, Progress progress, CancellationToken cancellationToken)
    {
        await foreach (Notification notification in store.ReadAsync(0, upTo, progress, cancellationToken))
        {
            Add(notification);
        }
    }

    public void Add(in Notification notification)
    {
        if (!_sequences.TryGetValue(notification.Item.SequenceId, out SequenceSummary? sequence))
        {
            sequence = new SequenceSummary(notification);
            _sequences.Add(sequence.Id, sequence);
        }

        sequence.Add(notification);
        Oldest ??= notification;
        Newest = notification;
        Events++;
    }
}
