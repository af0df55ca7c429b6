[Entity]
public partial class Machine
{
    [Event] public partial Machine();

    public int Speed { get; private set; }

    [Event("Stopped")] public partial void Stop();

    private partial void WhenStopped() => Speed = 0;

    [Event("Broken")] public partial void Break();

    private partial void WhenBroken() => Speed = !this ? 1 : 0;

    public static bool operator !(Machine machine)
    {
        {|ESG022:machine.Stop()|};
        return true;
    }
}
