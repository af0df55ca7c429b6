#pragma warning disable ESG009 // Another assembly could do this; here it shows what the application says to it.
namespace EsGen.Tests.Domain;

[Entity("Twin")]
public partial class FirstTwin
{
    [Event] public partial FirstTwin(string name);

    public string Name { get; private set; }
}
