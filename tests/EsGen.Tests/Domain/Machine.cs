#pragma warning disable ESG020, ESG021, ESG022, ESG023 // It misbehaves on purpose.
namespace EsGen.Tests.Domain;

/// <summary>An entity with a guard on every kind of event, and with whatever can go wrong on an event's way.</summary>
[Entity]
public partial class Machine
{
    [Event] public partial Machine(Guid id, string name);

    partial void GuardCreated(string name) => ArgumentException.ThrowIfNullOrWhiteSpace(name);

    [Event] public partial string Name { get; set; }

    partial void GuardNameChanged(string name) => ArgumentException.ThrowIfNullOrWhiteSpace(name);

    [Event] public partial int Speed { get; set; }

    public string? Text { get; private set; }

    public EventContext Context { get; private set; }

    public IReadOnlyList<string> Findings { get; private set; } = [];

    /// <summary>Told of each step that user code sees.</summary>
    [NotRecorded]
    internal Action<string>? Observer { get; set; }

    [Event("Noted")] public partial void Note(string text);

    partial void GuardNoted(string text)
    {
        Observer?.Invoke("guard");
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
    }

    private partial void WhenNoted(string text, EventContext context)
    {
        Observer?.Invoke("mutate");
        Text = text;
        Context = context;
    }

    [Event] public sealed partial record Inspected(string By, IReadOnlyList<string> Findings);

    public void Inspect(string by, params string[] findings) => Raise(new Inspected(by, findings));

    partial void Guard(Inspected e) => ArgumentException.ThrowIfNullOrWhiteSpace(e.By);

    private partial void When(Inspected e) => Findings = e.Findings;

    /// <summary>Its mutator arm sets an event property.</summary>
    [Event("Stopped")] public partial void Stop();

    private partial void WhenStopped() => Speed = 0;

    /// <summary>Its mutator arm fails half-way.</summary>
    [Event("Broke")] public partial void Break();

    private partial void WhenBroke()
    {
        Text = "broken";
        throw new DivideByZeroException();
    }

    /// <summary>Its mutator arm raises another event.</summary>
    [Event("Overran")] public partial void Overrun();

    private partial void WhenOverran() => Stop();

    /// <summary>Its mutator arm applies an event to the instance from outside.</summary>
    [Event("Tampered")] public partial void Tamper();

    private partial void WhenTampered(EventContext context) => Mutate(this, new Stopped(), context);

    public void Recreate(string name) => Raise(new Created(name));

    [Discard("Scrapped")] public partial void Scrap();

    partial void GuardScrapped()
    {
        if (Speed > 0)
        {
            throw new InvalidOperationException("It is running.");
        }
    }
}
