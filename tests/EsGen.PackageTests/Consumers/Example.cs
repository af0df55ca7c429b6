using EsGen;

namespace QuickStart;

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

    /// <summary>Some more.</summary>
    [Event] public partial string A { get; set; }

    /// <summary>And yet more.</summary>
    [Event] public partial string B { get; set; }

    /// <summary>How often the heart has beaten.</summary>
    public int HeartbeatCount { get; private set; }

    /// <summary>Makes as many events as there are beats.</summary>
    /// <param name="beats">How many.</param>
    public void BeatHeart(int beats = 1)
    {
        for (int i = 0; i < beats; i++)
        {
            RecordHeartbeat();
        }
    }

    [Event("Heartbeat")] private partial void RecordHeartbeat();

    private partial void WhenHeartbeat() => HeartbeatCount++;

    /// <summary>Ends the example.</summary>
    [Discard] public partial void Discard();
}
