[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    private string? _note;

    public void Note() => {|ESG020:_note ??= ""|};
}
