// CS1001, CS1520, CS9275
[Entity]
public partial class
{
    [Event] public partial Order(string customer);
}
