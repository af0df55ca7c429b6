using EsGen;

namespace Sample.Web;

/// <summary>A line of the list of rooms.</summary>
[ReadModel("rooms")]
public partial class RoomEntry
{
    [Indexed] public string Name { get; private set; } = "";

    public int Hours { get; private set; }

    private void On(Room.Opened e) => Name = e.Name;

    private void On(Room.Renamed e) => Name = e.Name;

    private void On(Room.Taken e) => Hours++;

    private void On(Room.Released e) => Hours--;

    private void On(Room.Closed e) => Remove();
}
