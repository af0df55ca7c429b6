using System.Globalization;

namespace EsGen.Benchmarks.Stores;

/// <summary>Prints tables, and ratios beside their goals.</summary>
internal static class Report
{
    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }

    public static string Number(double value) => value.ToString(value < 10 ? "0.0" : "#,0", CultureInfo.InvariantCulture);

    public static void Heading(string title, string[] columns)
    {
        Console.WriteLine();
        Row(title, columns);
        Console.WriteLine(new string('-', 60 + (14 * columns.Length)));
    }

    public static void Row(string name, string[] cells) =>
        Console.WriteLine($"{name,-60}{string.Concat(cells.Select(static cell => cell.PadLeft(14)))}");

    public static void Goal(string name, double ratio, double goal) =>
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"  {name} = {ratio:0.00} (goal: {goal} at least) {(ratio >= goal ? "ok" : "NOT REACHED")}"));
}
