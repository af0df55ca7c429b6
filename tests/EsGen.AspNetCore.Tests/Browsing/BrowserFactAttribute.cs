namespace EsGen.AspNetCore.Tests.Browsing;

/// <summary>A test in a browser. It is skipped where there is none.</summary>
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = Chromium.Missing;
}
