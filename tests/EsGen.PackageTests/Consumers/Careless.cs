using EsGen;

namespace Notes;

[Entity]
public partial class Reminder
{
    [Event] public partial Reminder(string text);

    public string Text { get; private set; }

    public DateTime? SeenOn { get; private set; }

    public void Reword(string text) => Text = text;

    [Event("Seen")] public partial void See();

    private partial void WhenSeen() => SeenOn = DateTime.UtcNow;
}
