namespace EsGen.Benchmarks.PostgreSql;

/// <summary>What is in each event that is stored, the same for all.</summary>
internal static class Payment
{
    public const string Reference = "reference-0123456789";

    public static decimal Amount(int attempt) => 12.34m + attempt;

    public static DateTimeOffset Due(int attempt) => DateTimeOffset.UnixEpoch.AddDays(attempt % 10_000);
}
