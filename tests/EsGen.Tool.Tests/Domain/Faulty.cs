namespace EsGen.Tool.Tests.Domain;

/// <summary>What no build would let pass without its warnings switched off, each in an event of its own.</summary>
[Aggregate]
public partial class Faulty
{
    private static int s_reads;

    [Event("Begun")] public partial Faulty(Guid id);

    public int Number { get; private set; }

    public double Ratio { get; private set; }

    public string Text { get; private set; } = "";

    [Event("Thrown")] public partial void Throw();

    [Event("Counted")] public partial void Count();

    [Event("Divided")] public partial void Divide();

    [Event("Halved")] public partial void Halve();

#pragma warning disable ESG021, ESG022, ESG023 // What the tests want to be found.
    private partial void WhenThrown() => throw new InvalidOperationException("No rule allows this.");

    private partial void WhenCounted() => Number = Interlocked.Increment(ref s_reads);

    private partial void WhenDivided() => Ratio = double.PositiveInfinity;

    private partial void WhenHalved() => Text = "\ud800";
#pragma warning restore ESG021, ESG022, ESG023
}
