[Entity]
public partial class Machine
{
    [Event] public partial Machine();

    public int Speed { get; private set; }

    [Event("Stopped")] public partial void Stop();

    private partial void WhenStopped() => Speed = 0;

    [Event("Broken")] public partial void Break();

    private partial void WhenBroken()
    {
        using Switch off = new(this);
    }
}

public sealed class Switch(Machine machine) : IDisposable
{
    public void Dispose() => {|ESG022:machine.Stop()|};
}
