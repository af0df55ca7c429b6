using System.Collections.Frozen;
using System.Collections.Immutable;

[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    public string Text { get; private set; } = "";

    [Event("Tagged")] public partial void Tag(ImmutableHashSet<string> tags, FrozenDictionary<string, int> counts);

    private partial void WhenTagged(ImmutableHashSet<string> tags, FrozenDictionary<string, int> counts) => Text = {|ESG021:string.Join(",", tags)|};
}
