namespace Unrelated;

public partial class Plain
{
    public string Text { get; set; } = "";

    private void WhenNothing() => Text = "";

    public void Discard() => WhenNothing();
}
