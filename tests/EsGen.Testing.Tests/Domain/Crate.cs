namespace EsGen.Testing.Tests.Domain;

/// <summary>What was packed two by two is packed piece by piece now: what is stored of the old event becomes two of the new one.</summary>
[Aggregate]
public partial class Crate
{
    [Event("Made")] public partial Crate(Guid id);

    public int Pieces { get; private set; }

    [Event("Packed", Version = 2)] public partial void Pack(string piece);

    private partial void WhenPacked(string piece) => Pieces++;

    private static partial IReadOnlyList<Event> Upcast(PackedV1 old) => [new Packed(old.First), new Packed(old.Second)];
}

/// <summary>What is written on a piece.</summary>
[Aggregate]
public partial class Sticker
{
    [Event("Written")] public partial Sticker(Guid id, string text);

    public string Text { get; private set; }
}

/// <summary>A label for each piece.</summary>
[Policy("labelling")]
public partial class Labelling
{
    private Sticker On(Crate.Packed e, EventContext context) => new(context.NewId("label"), e.Piece);
}
