using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace EsGen.Generators.Tests;

/// <summary>What the code declares, as the lock has it.</summary>
public sealed class CodeSchemaTests
{
    [Theory]
    [InlineData("public enum Kind { Cash, Card }", "Cash")]
    [InlineData("public enum Kind { [Obsolete] Cash, Card }", "Cash")]
    [InlineData("public enum Kind { [Obsolete] Cash, Card, Coins = 0 }", "Cash")]
    [InlineData("public enum Kind { [System.ComponentModel.Description(\"x\")] @class, Cash = 0 }", "class")]
    [InlineData("public enum Kind { Card = 1 }", "(0)")]
    [InlineData("public enum Kind : sbyte { Card = 1 }", "(-7)", "(Kind)(-7)")]
    [InlineData("public enum Kind : ulong { Card = ulong.MaxValue }", "Card", "(Kind)ulong.MaxValue")]
    public void The_default_of_an_enum_is_the_first_member_s_name(string type, string expected, string value = "default(Kind)") =>
        Assert.Equal(expected, Declare(type, $"Kind kind = {value}, Kind? other = {value}").Fields.Select(static field => field.Default).Distinct().Single());

    /// <summary>The version that the code declares of an event with some parameters; the lock can take it.</summary>
    private static LockedVersion Declare(string types, string parameters)
    {
        CSharpCompilation compilation = Harness.Compile($"[Entity] public partial class Order {{ [Event] public partial Order(); [Event(\"Placed\")] public partial void Place({parameters}); }} {types}");
        EntityModel model = EntityParser.Parse(compilation.GetTypeByMetadataName("Order")!, report: null, CancellationToken.None);
        LockedEvent e = CodeSchema.Of(model).Events.Single(static e => e.Name == "Placed");
        Assert.True(EventLockReader.CanRead(e), EventLockWriter.Write(new EventLock(new([new LockedEntity("Order", IsRetired: false, default, new([e]))]))));
        return e.Latest;
    }
}
