[EventPayload]
public sealed record {|ESG071:Money|}(decimal Amount)
{
    private readonly int _scale = 2;

    public string Text => Amount.ToString($"F{_scale}", System.Globalization.CultureInfo.InvariantCulture);
}
