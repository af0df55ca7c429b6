namespace EsGen;

/// <summary>What a runner does about one of the things that it was given.</summary>
public enum RunnerState
{
    /// <summary>Nothing: it isn't started, is stopped, or stands at an event that can't be handled.</summary>
    Stopped,

    /// <summary>It makes documents that don't answer yet.</summary>
    Building,

    /// <summary>It handles what is stored, as it is stored.</summary>
    Running,
}
