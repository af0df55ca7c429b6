[Entity]
public partial class Ent
{
    [Event] public partial Ent();

    public DateTimeOffset At { get; private set; }

    [Event("Moved")] public partial void Move(DateTime to);

    private partial void WhenMoved(DateTime to) => At = {|ESG021:new DateTimeOffset(to)|};
}
