namespace EsGen.Testing;

/// <summary>
/// Tests of what a policy does: given that something has happened, then something else is saved. They run in memory, with a runner of their
/// own.
/// </summary>
public static class PolicyScenario
{
    /// <summary>Begins a scenario.</summary>
    /// <typeparam name="T">The policy's class.</typeparam>
    /// <param name="make">Makes the policy; what it needs of repositories it takes from the application.</param>
    public static PolicyScenario<T> For<T>(Func<EventSourcedApplication, T> make)
        where T : class, IPolicy<T>
    {
        ArgumentNullException.ThrowIfNull(make);
        return new PolicyScenario<T>(make);
    }
}
