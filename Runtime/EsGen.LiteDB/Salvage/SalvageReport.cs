namespace EsGen.LiteDB;

/// <summary>What <see cref="LiteDbDatastore.Salvage"/> has found in a damaged store, and what is missing.</summary>
/// <param name="StoredCount">How many events are in the new store.</param>
/// <param name="SetAsideCount">How many aren't, because something before them in their sequence is missing.</param>
/// <param name="MissingNotifications">
/// The notifications that are missing, by the ids that they had in the damaged store, in order; what was appended last and left no trace
/// isn't among them.
/// </param>
/// <param name="MissingPositions">
/// The holes in sequences, in the order in which they were found. Events that are missing at the end of a sequence make none.
/// </param>
public sealed record SalvageReport(
    long StoredCount,
    long SetAsideCount,
    IReadOnlyList<MissingNotifications> MissingNotifications,
    IReadOnlyList<MissingPositions> MissingPositions)
{
    /// <summary>The file with the events that were set aside, which <see cref="ReadSetAside"/> reads; null if there are none.</summary>
    public string? SetAsidePath { get; init; }

    /// <summary>
    /// The trackings that were found. They are in the new store only if <see cref="IsComplete"/>: otherwise what one says is done may be
    /// what is missing. Then append the right ones to it.
    /// </summary>
    public IReadOnlyList<Tracking> Trackings { get; init; } = [];

    /// <summary>
    /// Whether <see cref="Trackings"/> are those of the damaged store. If not, one may be missing or be an older one, so that who relies on
    /// it would do again what is done.
    /// </summary>
    public bool AreTrackingsCertain { get; init; } = true;

    /// <summary>
    /// Whether no event and no tracking is missing as far as can be told, so that the new store has the notification ids and the trackings
    /// of the damaged one.
    /// </summary>
    public bool IsComplete => MissingNotifications.Count == 0 && SetAsideCount == 0 && AreTrackingsCertain;

    /// <summary>
    /// Reads the events that were set aside, with the notification ids that they had in the damaged store, in their order.
    /// </summary>
    /// <param name="path">The file; see <see cref="SetAsidePath"/>.</param>
    /// <exception cref="InvalidDataException">A line of the file isn't what was written.</exception>
    public static IEnumerable<Notification> ReadSetAside(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return SetAsideFile.Read(path);
    }
}
