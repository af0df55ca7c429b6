using EsGen.CodeFixes;
using EsGen.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Xunit;

namespace EsGen.Analyzers.Tests;

/// <summary>What a light bulb offers where several reports stand at one place, as an editor asks about them: all at once.</summary>
public sealed class SeveralAtOnePlaceTests
{
    private const string Order = """
        [Aggregate] public partial class Order
        {
            [Event("Placed")] public partial Order(string customer);
            public string Customer { get; private set; }
            [Event("Shipped")] public partial void Ship(int parts);
            [Discard("Cancelled")] public partial void Cancel();
        }

        [ReadModel] public partial class OrderLine
        {
            public string Customer { get; private set; } = "";
            private void On(Order.Placed e) => Customer = e.Customer;
        }
        """;

    [Fact]
    public async Task Each_of_different_ones_is_offered() => Assert.Equal(
        ["Add 'On(Order.Cancelled e)'", "Add 'On(Order.Shipped e)'"],
        (await GetTitles(new AddHandlerCodeFixProvider(), DiagnosticDescriptors.UnhandledEventId, times: 1)).Order());

    [Fact]
    public async Task What_is_reported_twice_is_offered_once() => Assert.Equal(
        ["Add 'WhenShipped'"],
        await GetTitles(new AddArmCodeFixProvider(), DiagnosticDescriptors.MissingArmId, times: 2));

    private static async Task<IEnumerable<string>> GetTitles(OneByOneCodeFixProvider fix, string id, int times)
    {
        Project project = UserProject.Open(Order);
        Diagnostic[] reports = [.. (await UserProject.GetReports(project)).Where(report => report.Id == id)];
        List<CodeAction> actions = await UserProject.GetActions(fix, project, [.. Enumerable.Repeat(reports, times).SelectMany(static same => same)]);
        return actions.Select(static action => action.Title);
    }
}
