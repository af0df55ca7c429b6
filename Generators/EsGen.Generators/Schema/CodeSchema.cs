namespace EsGen.Generators.Schema;

/// <summary>What the code declares, in the lock's terms: each event with the versions that the code has itself.</summary>
internal static class CodeSchema
{
    public static LockedEntity Of(EntityModel entity) => Of(entity, LockedTypeTable.ByName(entity.PayloadTypes));

    private static LockedEntity Of(EntityModel entity, ILookup<string, PayloadTypeModel> payloads) => new(
        entity.EntityName,
        IsRetired: false,
        Sort(entity.FormerNames),
        new(entity.Events
            .Where(static e => e.Origin != EventOrigin.Retired)
            .GroupBy(static e => e.EventName)
            .OrderBy(static group => group.Key, StringComparer.Ordinal)
            .Select(group => new LockedEvent(
                group.Key,
                group.First().Kind,
                IsRetired: false,
                Sort(group.SelectMany(static e => e.FormerNames)),
                new(group.OrderBy(static e => e.Version).Select(e => Of(e, payloads)).ToArray())))
            .ToArray()));

    private static LockedVersion Of(EventModel e, ILookup<string, PayloadTypeModel> payloads)
    {
        LockedTypeTable types = new(payloads);
        LockedField[] fields = [.. e.Fields.Select(types.Of)];
        return new LockedVersion(e.Version, new(fields), types.Types);
    }

    private static EquatableArray<string> Sort(IEnumerable<string> names) =>
        new(names.Distinct().OrderBy(static name => name, StringComparer.Ordinal).ToArray());
}
