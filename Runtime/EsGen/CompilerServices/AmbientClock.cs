namespace EsGen.CompilerServices;

/// <summary>The time for what is made with <c>new</c> and belongs to no application yet, where somebody runs it for one.</summary>
internal static class AmbientClock
{
    private static readonly AsyncLocal<TimeProvider?> s_current = new();

    /// <summary>The time now: the system's, unless the caller is run for an application.</summary>
    public static DateTimeOffset GetUtcNow() => (s_current.Value ?? TimeProvider.System).GetUtcNow();

    /// <summary>Sets the clock for what runs from here on in the calling method and in what that calls.</summary>
    public static void Set(TimeProvider clock) => s_current.Value = clock;
}
