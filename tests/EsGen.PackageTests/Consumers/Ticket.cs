using EsGen;

namespace Tickets;

/// <summary>An entity that the app declares itself, beside those of its library.</summary>
[Entity]
public partial class Ticket
{
    /// <summary>Opens a ticket.</summary>
    /// <param name="title">What it is about.</param>
    [Event("Opened")] public partial Ticket(string title);

    /// <summary>What it is about.</summary>
    [Event("Renamed")] public partial string Title { get; set; }
}
