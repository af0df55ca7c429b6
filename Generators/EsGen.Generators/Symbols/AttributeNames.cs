namespace EsGen.Generators.Symbols;

/// <summary>The metadata names of the attributes that users write.</summary>
internal static class AttributeNames
{
    public const string Entity = "EsGen.EntityAttribute";
    public const string Aggregate = "EsGen.AggregateAttribute";
    public const string Event = "EsGen.EventAttribute";
    public const string NotRecorded = "EsGen.NotRecordedAttribute";
    public const string FormerNames = "EsGen.FormerNamesAttribute";
    public const string Retired = "EsGen.RetiredAttribute";
    public const string EventFieldConverter = "EsGen.EventFieldConverterAttribute";
    public const string EventPayload = "EsGen.EventPayloadAttribute";
    public const string Interned = "EsGen.InternedAttribute";
    public const string UnionCase = "EsGen.UnionCaseAttribute";
    public const string Snapshot = "EsGen.SnapshotAttribute";
    public const string ReadModel = "EsGen.ReadModelAttribute";
    public const string Key = "EsGen.KeyAttribute";
    public const string Indexed = "EsGen.IndexedAttribute";
    public const string Index = "EsGen.IndexAttribute";
    public const string RouteBy = "EsGen.RouteByAttribute";
    public const string IfExists = "EsGen.IfExistsAttribute";
    public const string Policy = "EsGen.PolicyAttribute";
    public const string Discard = "EsGen.DiscardAttribute";
}
