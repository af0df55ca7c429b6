namespace EsGen.Generators.Model.ReadModels;

/// <summary>The members of the runtime's <c>EventRouting</c>.</summary>
internal static class EventRoutings
{
    public const string Entity = nameof(Entity);
    public const string KeyOf = nameof(KeyOf);
    public const string Index = nameof(Index);
}
