public class Document(string title)
{
    public string Title => title;
}

[Entity]
public partial class {|ESG003:Order|} : Document
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }
}
