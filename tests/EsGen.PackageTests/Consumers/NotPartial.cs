using EsGen;

namespace Notes;

[Entity]
public class Note
{
    [Event] public partial Note(string text);

    [Event] public partial string Text { get; set; }
}
