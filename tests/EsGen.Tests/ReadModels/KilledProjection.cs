using System.Text.Json;

namespace EsGen.Tests.ReadModels;

/// <summary>What a process does that is killed while it projects, and what its documents must be then.</summary>
internal static class KilledProjection
{
    public static void Act(EventSourcedApplication application, Random random, List<Guid> visits)
    {
        if (visits.Count == 0 || random.Next(3) == 0)
        {
            Visit visit = new(Guid.NewGuid(), DateTimeOffset.UnixEpoch.AddMinutes(random.Next(1000)), $"Patient {random.Next(50)}");
            application.Save(visit);
            visits.Add(visit.Id);
            return;
        }

        Guid id = visits[random.Next(visits.Count)];
        Visit loaded = application.Repository<Visit>().Get(id);
        switch (random.Next(4))
        {
            case 0:
                loaded.Cancel();
                visits.Remove(id);
                break;
            case 1:
                loaded.Rename($"Patient {random.Next(50)}");
                break;
            default:
                loaded.Move(DateTimeOffset.UnixEpoch.AddMinutes(random.Next(1000)));
                break;
        }

        application.Save(loaded);
    }

    /// <summary>The documents by a fold over the stored events up to a notification, which knows nothing of read models.</summary>
    public static SortedDictionary<Guid, (DateTimeOffset Start, string Patient)> Fold(IActiveRecordStrategy strategy, long position)
    {
        SortedDictionary<Guid, (DateTimeOffset Start, string Patient)> documents = [];
        for (long after = 0; strategy.GetNotifications(after, 1000) is { Count: > 0 } page; after = page[^1].Id)
        {
            foreach (Notification notification in page.Where(one => one.Id <= position))
            {
                SequencedItem item = notification.Item;
                JsonElement data = JsonDocument.Parse(item.Data).RootElement;
                switch (item.Topic)
                {
                    case "Visit.Booked":
                        documents[item.SequenceId] = (data.GetProperty("start").GetDateTimeOffset(), data.GetProperty("patient").GetString()!);
                        break;
                    case "Visit.Moved":
                        documents[item.SequenceId] = (data.GetProperty("start").GetDateTimeOffset(), documents[item.SequenceId].Patient);
                        break;
                    case "Visit.Renamed":
                        documents[item.SequenceId] = (documents[item.SequenceId].Start, data.GetProperty("patient").GetString()!);
                        break;
                    case "Visit.Cancelled":
                        documents.Remove(item.SequenceId);
                        break;
                }
            }
        }

        return documents;
    }
}
