using System.Text.Json.Serialization;

public sealed record Address(string Street)
{
    [JsonIgnore]
    [{|ESG073:FormerNames("text")|}]
    public string Label { get; init; } = "";
}

[Entity]
public partial class Account
{
    [Event] public partial Account(Address home);

    public Address Home { get; private set; }
}
