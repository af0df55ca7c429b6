using Xunit;

namespace EsGen.Analyzers.Tests;

/// <summary>ESG081.</summary>
public sealed class UnawaitedSaveTests
{
    [Fact]
    public Task The_call_is_reported_with_its_name() => Rule.IsReported(
        Around("public void M(Order order) { {|ESG081:orders.SaveAsync(order)|}; }"),
        "'SaveAsync' is not awaited, so that nobody hears if it fails, and the next command may come too early; await it, or call the method without Async");

    [Theory]
    [InlineData("public void M(Order order) => {|ESG081:app.SaveAsync(order)|};")]
    [InlineData("public void M() { {|ESG081:orders.UpdateAsync(Guid.Empty, async order => await Task.Yield())|}; }")]
    [InlineData("public void M() { {|ESG081:notes.CreateAsync(\"a\")|}; }")]
    [InlineData("public void M() { {|ESG081:app.EventStore.AppendAsync<Order>(Guid.Empty, 0, [])|}; }")]
    [InlineData("public void M(List<Order> all) { all.ForEach(order => { {|ESG081:orders.SaveAsync(order)|}; }); }")]
    [InlineData("public int P { set { {|ESG081:orders.SaveAsync([])|}; } }")]
    [InlineData("public int P { set => {|ESG081:orders.SaveAsync([])|}; }")]
    public Task A_dropped_task_is_reported(string member) => Rule.IsOnly(Around(member));

    [Theory]
    [InlineData("public ValueTask M(Order order) => orders.SaveAsync(order);")]
    [InlineData("public ValueTask M(Order order) { return orders.SaveAsync(order); }")]
    [InlineData("public async Task M(Order order) => await orders.SaveAsync(order);")]
    [InlineData("public void M(Order order) { _ = orders.SaveAsync(order); }")]
    [InlineData("public void M(Order order) { orders.SaveAsync(order).AsTask().Wait(); orders.Save(order); }")]
    [InlineData("public Func<Order, ValueTask> M() => order => orders.SaveAsync(order);")]
    [InlineData("public void M(Other other) { other.SaveAsync(); }")]
    public Task What_is_meant_is_not_reported(string member) => Rule.IsNotReported(Around(member));

    [Fact]
    public async Task In_an_async_method_the_compiler_says_so()
    {
        UserBuild build = await UserBuild.Run([Around("public async Task M(Order order) { orders.SaveAsync(order); await Task.Yield(); }")]);

        Assert.Empty(build.OfTheAnalyzer);
        Assert.Equal("CS4014", Assert.Single(build.OfTheCompiler).Id);
    }

    private static string Around(string member) => $$"""
        [Aggregate]
        public partial class Order { [Event("Placed")] public partial Order(); }

        [Entity]
        public partial class Note { [Event] public partial Note(string text); public string Text { get; private set; } }

        public sealed class Other { public Task SaveAsync() => Task.CompletedTask; }

        public sealed class Desk(EventSourcedApplication app, EventSourcedRepository<Order> orders, EventSourcedRepository<Note> notes)
        {
            public object?[] All => [app, orders, notes];

            {{member}}
        }
        """;
}
