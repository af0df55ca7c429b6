namespace EsGen.Tests.Domain;

/// <summary>An entity, which stores each event as it happens, of which snapshots are taken.</summary>
[Entity, Snapshot(Every = 3, Keep = 0)]
public partial class Meter
{
    [Event] public partial Meter(Guid id);

    [Event] public partial int Reading { get; set; }
}
