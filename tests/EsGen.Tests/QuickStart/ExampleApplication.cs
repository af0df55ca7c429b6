using EsGen.Tests.Domain;

namespace EsGen.Tests.QuickStart;

/// <summary>The quick start's other way: an application class that constructs its repository in its constructor.</summary>
internal sealed class ExampleApplication : EventSourcedApplication
{
    public ExampleApplication(IDatastore datastore)
        : base(datastore) => Examples = Repository<Example>();

    public EventSourcedRepository<Example> Examples { get; }
}
