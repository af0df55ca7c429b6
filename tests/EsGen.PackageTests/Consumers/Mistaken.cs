using EsGen;

namespace Notes;

[Entity]
public class Card
{
    [Event] public partial Card(string text);

    public string Text { get; private set; }

    public bool IsPinned { get; private set; }

    [Event] public partial void Rename(string text);

    [Event("Pinned")] public partial void Pin();

    private partial void WhenPined() => IsPinned = true;

    [Event("Unpinned")] public partial void Unpin();

    private void WhenUnpinned() => IsPinned = false;
}
