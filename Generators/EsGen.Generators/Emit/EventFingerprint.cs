namespace EsGen.Generators.Emit;

/// <summary>What read models and policies depend on in an event: its fields, their types, and the upcasts that lead to it.</summary>
internal static class EventFingerprint
{
    public static string Of(EntityModel entity, EventModel e) => Of(entity, $"event {e.EventName} {e.Kind}", e.Fields, "");

    public static string Of(
        EntityModel entity,
        OldVersionModel old) => Of(entity, $"old {old.EventName} {old.Version}", old.Fields, entity.UpcastCode + old.Body);

    private static string Of(EntityModel entity, string title, EquatableArray<FieldModel> fields, string upcasts)
    {
        ShapeText text = new();
        text.Line(title);
        foreach (FieldModel field in fields)
        {
            text.Add(field);
        }

        HashSet<PayloadTypeModel> reached = new PayloadTypes(entity.PayloadTypes).GetReached(fields.Select(static field => field.Type));
        text.Add(entity.PayloadTypes.Where(reached.Contains));
        text.Line(upcasts);
        return Fingerprint.Of(text.ToString());
    }
}
