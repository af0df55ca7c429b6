namespace EsGen.CompilerServices;

/// <summary>Makes one document of the events of one entity, without a store.</summary>
/// <typeparam name="T">The model's class, whose keys are the ids of entities.</typeparam>
internal sealed class DocumentFold<T>
    where T : class, IReadModel<T>
{
    private readonly byte[] _key;

    public DocumentFold(Guid id)
    {
        KeyWriter key = new();
        key.WriteGuid(id);
        _key = key.ToKey();
    }

    public T? Document { get; private set; }

    public void Apply(in SequencedItem item)
    {
        if (T.Description.Find(item) is not { } handling)
        {
            return;
        }

        EventContext context = new(item);
        IReadOnlyList<IDomainEvent> events = handling.IsSplit ? handling.Entity.DecodeAll(item) : [handling.Entity.Decode(item)];
        foreach (IDomainEvent e in events)
        {
            Apply(e, context);
        }
    }

    public void Apply(IDomainEvent e, in EventContext context)
    {
        if (T.Description.FindHandler(e) is not { } handler || (Document is null && !T.Description.MakesDocuments(handler)))
        {
            return;
        }

        T document = Document ?? T.Create(_key);
        Document = T.Apply(document, e, context) ? document : null;
    }
}
