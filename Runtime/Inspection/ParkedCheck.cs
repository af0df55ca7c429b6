namespace EsGen.Inspection;

/// <summary>Whether what policies have parked is there, at the place that they noted.</summary>
internal sealed class ParkedCheck
{
    private readonly List<(ParkedEvent Event, Notification Note)> _notes = [];
    private readonly List<Finding> _findings = [];

    public void Add(in Notification notification)
    {
        SequencedItem item = notification.Item;
        if (!ParkedEvents.IsParking(item.Topic))
        {
            return;
        }

        try
        {
            _notes.Add((ParkedEvents.ReadNote(item), notification));
        }
        catch (MalformedEventException)
        {
            _findings.Add(Finding.Of("parked", item, "It should be the note of a parked event, and can't be read.", notification.Id));
        }
    }

    /// <summary>What is wrong with the notes; each event that they name is looked up.</summary>
    public async Task<IReadOnlyList<Finding>> FindAsync(IActiveRecordStrategy strategy, CancellationToken cancellationToken)
    {
        foreach ((ParkedEvent parked, Notification note) in _notes)
        {
            Notification? found = await strategy.GetNotificationAsync(parked.SequenceId, parked.Position, cancellationToken);
            if (found?.Id != parked.NotificationId)
            {
                _findings.Add(Finding.Of(
                    "parked",
                    note.Item,
                    $"It is about notification {parked.NotificationId}, position {parked.Position} of sequence {parked.SequenceId}, "
                    + (found is null ? "which isn't there." : $"which is notification {found.Value.Id}."),
                    note.Id));
            }
        }

        return _findings;
    }
}
