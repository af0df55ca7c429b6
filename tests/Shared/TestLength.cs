namespace EsGen.Tests.Shared;

/// <summary>Tests that search for rare failures search longer if the environment variable ESGEN_LONG_TESTS is 1.</summary>
internal static class TestLength
{
    private static readonly bool IsLong = Environment.GetEnvironmentVariable("ESGEN_LONG_TESTS") == "1";

    public static int Choose(int inTheTestRun, int longRun) => IsLong ? longRun : inTheTestRun;
}
