namespace EsGen.Generators.Emit;

/// <summary>Prints what has to hold before an event is made.</summary>
internal sealed class GuardsEmitter(PayloadTypes types)
{
    private readonly ValueExpressions _value = new(types, "Codec.");

    /// <summary>The guards as part of <c>Raise</c>, or a call of them where only an obsolete class can refer to obsolete events.</summary>
    public string GetStatements(EntityModel entity) => entity switch
    {
        { HasObsoleteEvents: true } => "@event = Mutator.Guard(this, @event);",
        { Events.Count: > 0 } => GetSwitch(entity, "") + "\n",
        _ => "",
    };

    /// <summary>The guards as a method of an obsolete class; nothing for an entity that doesn't need it.</summary>
    public string GetMethod(EntityModel entity) => entity.HasObsoleteEvents
        ? Code.Of($$"""
            public static Event Guard({{entity.Type.Name}} entity, Event @event)
            {
                {{GetSwitch(entity, "entity.")}}

                return @event;
            }
            """)
        : "";

    private string GetSwitch(EntityModel entity, string self) => Code.Of($$"""
        switch (@event)
        {
            {{Code.Lines(entity.Events.Where(static e => e.Origin != EventOrigin.Retired).Select(e => GetCase(e, self)))}}
        }
        """);

    private string GetCase(EventModel e, string self) => Code.Of($$"""
        case {{e.RecordName}} e:
            {{(e.IsCreation ? $"{self}_recorder.EnsureNew({Literal.Of(e.EventName)});" : "")}}
            {{(e.Guard is { IsCallable: false } guard ? StubEmitter.Throw(guard.Name) + ";" : GetCall(e, self) + "\nbreak;")}}
        """);

    private string GetCall(EventModel e, string self)
    {
        if (e.Origin != EventOrigin.Record)
        {
            string arguments = string.Join(", ", e.Fields.Select(field => _value.Access(field, "e")));
            return $"{self}{e.Guard?.Name ?? "Guard" + e.EventName}({arguments});";
        }

        // Also copies a list that the caller gave as an IReadOnlyList and could go on changing.
        string[] copies =
            [.. e.Fields.Where(field => types.NeedsCopy(field.Type))
                .Select(field => $"{field.PropertyName} = {_value.Copy(field.Type, $"e.{field.PropertyName}")}")];
        return copies.Length == 0
            ? $"{self}Guard(e);"
            : Code.Of($$"""
                e = e with { {{string.Join(", ", copies)}} };
                @event = e;
                {{self}}Guard(e);
                """);
    }
}
