namespace EsGen.AspNetCore.Tests.Browsing;

/// <summary>The browser of the machine that the tests run on: the one that ESGEN_TEST_CHROMIUM names, else what is installed.</summary>
internal static class Chromium
{
    public const string Variable = "ESGEN_TEST_CHROMIUM";

    public static string? Path { get; } = new[]
    {
        Environment.GetEnvironmentVariable(Variable),
        "/usr/bin/chromium",
        "/usr/bin/chromium-browser",
        "/usr/bin/google-chrome",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        @"C:\Program Files\Google\Chrome\Application\chrome.exe",
        @"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    }.FirstOrDefault(File.Exists);

    /// <summary>Why there is none; null if there is one.</summary>
    public static string? Missing => Path is null
        ? $"No Chromium: install it (apt-get install chromium), or set {Variable} to its path."
        : null;
}
