using EsGen;

namespace Notes;

[Entity]
public partial class Note
{
    [Event] public partial Note(string text);

    public string Text { get; private set; }

    [Event] public partial void Rename(string text);
}
