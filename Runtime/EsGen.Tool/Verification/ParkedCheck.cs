using System.Text.Json;

namespace EsGen.Tool.Verification;

/// <summary>Whether what policies have parked is there, at the place that they noted.</summary>
internal sealed class ParkedCheck
{
    private readonly List<(long Id, Guid SequenceId, long Position, Notification Note)> _notes = [];
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
            using JsonDocument document = JsonDocument.Parse(item.Data);
            JsonElement data = document.RootElement;
            _notes.Add((
                data.GetProperty("notification"u8).GetInt64(),
                data.GetProperty("sequence"u8).GetGuid(),
                data.GetProperty("position"u8).GetInt64(),
                notification));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException
            or FormatException)
        {
            _findings.Add(Finding.Of("parked", item, "It should be the note of a parked event, and can't be read.", notification.Id));
        }
    }

    /// <summary>What is wrong with the notes; each event that they name is looked up.</summary>
    public async Task<IReadOnlyList<Finding>> FindAsync(IActiveRecordStrategy strategy, CancellationToken cancellationToken)
    {
        foreach ((long id, Guid sequenceId, long position, Notification note) in _notes)
        {
            Notification? found = await strategy.GetNotificationAsync(sequenceId, position, cancellationToken);
            if (found?.Id != id)
            {
                _findings.Add(Finding.Of(
                    "parked",
                    note.Item,
                    $"It is about notification {id}, position {position} of sequence {sequenceId}, "
                    + (found is null ? "which isn't there." : $"which is notification {found.Value.Id}."),
                    note.Id));
            }
        }

        return _findings;
    }
}
