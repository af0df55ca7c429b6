[Entity]
public partial class Machine
{
    [Event] public partial Machine();

    public int Speed { get; private set; }

    [Event("Stopped")] public partial void Stop();

    private partial void WhenStopped() => Speed = 0;

    [Event("Broken")] public partial void Break();

    private partial void WhenBroken() => Rung += static () => { };

    private event Action Rung
    {
        add => {|ESG022:Stop()|};
        remove => value();
    }
}
