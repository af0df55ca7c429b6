namespace EsGen;

/// <summary>What becomes of a policy that can't handle an event, after all attempts.</summary>
public enum OnFailure
{
    /// <summary>It stands at that event, until the runner is made anew.</summary>
    Stop,

    /// <summary>It parks the event and goes on; see <see cref="EventSourcedRunner.GetParkedAsync"/>.</summary>
    Park,
}
