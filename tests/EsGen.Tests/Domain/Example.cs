namespace EsGen.Tests.Domain;

/// <summary>The entity of the quick start: it stores each event as it happens.</summary>
[Entity]
public partial class Example
{
    /// <summary>Creates an example.</summary>
    /// <param name="foo">Some text.</param>
    /// <param name="a">Some more.</param>
    /// <param name="b">And yet more.</param>
    [Event] public partial Example(string foo = "", string a = "", string b = "");

    /// <summary>Some text; setting it is an event.</summary>
    [Event] public partial string Foo { get; set; }

    [Event] public partial string A { get; set; }

    [Event] public partial string B { get; set; }

    public int HeartbeatCount { get; private set; }

    public void BeatHeart(int beats = 1)
    {
        for (int i = 0; i < beats; i++)
        {
            RecordHeartbeat();
        }
    }

    [Event("Heartbeat")] private partial void RecordHeartbeat();

    private partial void WhenHeartbeat() => HeartbeatCount++;

    [Discard] public partial void Discard();
}
