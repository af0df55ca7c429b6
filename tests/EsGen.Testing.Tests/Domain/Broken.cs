#pragma warning disable ESG021, ESG023 // What this is about.

namespace EsGen.Testing.Tests.Domain;

/// <summary>Compiles, and yet can't read all that the lock says may be stored.</summary>
[Aggregate]
public partial class Broken
{
    [Event("Begun")] public partial Broken();

    [Event("Classified", Version = 2)] public partial void Classify(int grade);

    private static partial Classified Upcast(ClassifiedV1 old) => old.Level == ClassifiedV1Level.Low ? new(1) : throw new InvalidOperationException("There is no grade for High.");

    public int Grade { get; private set; }

    [Event("Numbered", Version = 2)] public partial void Number(Guid number);

    private static partial Numbered Upcast(NumberedV1 old) => new(Guid.NewGuid());

    public Guid Number1 { get; private set; }

    private partial void WhenNumbered(Guid number) => Number1 = number;

    [Event("Checked")] public partial void Check(string code);

    private partial void WhenChecked(string code) => Code = code == "ok" ? code : throw new FormatException("That is no code.");

    public string Code { get; private set; } = "";
}
