// CS9275
[Entity]
file partial class {|ESG003:Order|} { [Event] public partial Order(string customer); public string Customer { get; private set; } }
