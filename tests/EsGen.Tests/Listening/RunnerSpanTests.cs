using System.Diagnostics;
using EsGen.Tests.Policies;
using EsGen.Tests.ReadModels;
using Xunit;

namespace EsGen.Tests.Listening;

/// <summary>A trace goes from the request over the append to the read model and the policy, by links.</summary>
[Collection(ListenerTests.Name)]
public sealed class RunnerSpanTests : IDisposable
{
    private readonly Listener _listener = new();

    public void Dispose() => _listener.Dispose();

    [Fact]
    public async Task A_policy_and_what_it_returns_are_linked_to_what_they_react_to()
    {
        await using RunningPolicies running = new();
        running.Runner.Add(new Billing(running.Application.Repository<Bill>()));
        ActivityContext start;
        using (Activity starting = _listener.Source.StartActivity("start")!)
        {
            start = starting.Context;
            await running.Runner.StartAsync();
        }

        using (_listener.Source.StartActivity("request"))
        {
            running.Save(new Purchase("Ada", 10m));
        }

        await running.CaughtUpAsync();
        Activity placed = _listener.Single("append Purchase");
        Activity react = (await _listener.WaitForAsync("react billing"))[0];
        Assert.Equal(ActivityKind.Consumer, react.Kind);
        Assert.Equal(default, react.ParentSpanId);
        Assert.NotEqual(start.TraceId, react.TraceId);
        Assert.NotEqual(placed.TraceId, react.TraceId);
        ActivityContext linked = Assert.Single(react.Links).Context;
        Assert.Equal((placed.TraceId, placed.SpanId), (linked.TraceId, linked.SpanId));
        Assert.Equal(("policy", "billing"), (react.GetTagItem("esgen.runner.kind"), react.GetTagItem("esgen.runner.name")));
        Assert.Equal(1L, react.GetTagItem("esgen.notification.id"));

        Activity issued = (await _listener.WaitForAsync("append Bill"))[0];
        Assert.Equal((react.TraceId, react.SpanId), (issued.TraceId, issued.ParentSpanId));
        SequencedItem bill = running.Strategy.GetNotifications(1, 1)[0].Item;
        IReadOnlyDictionary<string, string> metadata = new EventContext(bill).Metadata;
        Assert.Equal(issued.Id, metadata["traceparent"]);
        Assert.Equal(placed.TraceId.ToHexString(), metadata["correlation"]);
        Assert.Equal($"{running.Strategy.GetNotifications(0, 1)[0].Item.SequenceId}:0", metadata["causation"]);
    }

    [Fact]
    public async Task What_follows_from_several_is_stored_in_one_append_that_is_linked_to_all()
    {
        await using RunningPolicies running = new();
        for (int i = 0; i < 3; i++)
        {
            running.Save(new Purchase("Ada", i));
        }

        await running.RestartAsync(application => new Billing(application.Repository<Bill>()));
        await running.CaughtUpAsync();
        IReadOnlyList<Activity> reactions = await _listener.WaitForAsync("react billing", 3);
        IReadOnlyList<Activity> appends = await _listener.WaitForAsync("append Bill");
        Assert.Equal(3, appends.Sum(static append => append.GetTagItem("db.operation.batch.size") as int? ?? 1));
        Assert.Equal(
            reactions.Select(static reaction => reaction.SpanId.ToHexString()).Order(),
            appends.SelectMany(static append => append.Links.Any() ? append.Links.Select(static link => link.Context.SpanId) : [append.ParentSpanId])
                .Select(static id => id.ToHexString())
                .Order());
    }

    [Fact]
    public async Task A_method_that_fails_is_a_span_that_says_with_what()
    {
        await using RunningPolicies running = new(options: new() { Attempts = 2, RetryPause = TimeSpan.Zero, OnFailure = OnFailure.Park });
        running.Save(PolicyTests.Notes(1));
        await running.RestartAsync(static _ => new Scripted(static (_, _, _) => throw new TimeoutException("secret")));
        await running.CaughtUpAsync();
        IReadOnlyList<Activity> reactions = await _listener.WaitForAsync("react scripted", 2);
        Assert.All(reactions, static reaction => Assert.Equal(
            (ActivityStatusCode.Error, null, "System.TimeoutException"),
            (reaction.Status, reaction.StatusDescription, reaction.GetTagItem("error.type"))));
        Assert.Equal(["System.TimeoutException", "System.TimeoutException"], Failures("scripted"));
        Measured parked = Assert.Single(_listener.Observe("esgen.policy.parked"));
        Assert.Equal((1, "policy", "scripted"), (parked.Value, parked["esgen.runner.kind"], parked["esgen.runner.name"]));

        // In the request of whoever asks for it.
        using Activity request = _listener.Source.StartActivity("retry")!;
        Assert.Equal(0, await running.Runner.RetryParkedAsync("scripted", notificationId: null));
        Assert.Equal(request.SpanId, (await _listener.WaitForAsync("react scripted", 3))[2].ParentSpanId);
        Assert.Equal(3, Failures("scripted").Count);
    }

    [Fact]
    public async Task A_batch_of_a_read_model_is_a_span_that_is_linked_to_what_it_has()
    {
        await using RunningModels running = await RunningModels.StartAsync<BasketView>();
        using (_listener.Source.StartActivity("request"))
        {
            running.Save(new Basket("Ada"));
        }

        await running.Runner.WaitUntilCaughtUpAsync();
        Activity begun = _listener.Single("append ReadBasket");
        Activity project = (await _listener.WaitForAsync("project baskets"))[0];
        Assert.Equal((ActivityKind.Consumer, default, ActivityStatusCode.Unset), (project.Kind, project.ParentSpanId, project.Status));
        Assert.Equal(begun.SpanId, Assert.Single(project.Links).Context.SpanId);
        Assert.NotEqual(begun.TraceId, project.TraceId);

        running.Save(new Purchase("Ada", 1m));
        await running.Runner.WaitUntilCaughtUpAsync();
        running.Save(new Basket("Bob"));
        await running.Runner.WaitUntilCaughtUpAsync();
        Assert.Equal(3L, (await _listener.WaitForAsync("project baskets", 2))[1].GetTagItem("esgen.notification.id"));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("00-00000000000000000000000000000000-0000000000000000-00")]
    [InlineData("")]
    public async Task A_traceparent_that_is_none_is_no_link_and_no_failure(string traceparent)
    {
        await using RunningModels running = await RunningModels.StartAsync<BasketView>();
        running.Application.Save([new Basket("Ada")], new Dictionary<string, string> { ["traceparent"] = traceparent });
        await running.Runner.WaitUntilCaughtUpAsync();
        Assert.Empty((await _listener.WaitForAsync("project baskets"))[0].Links);
        Assert.Equal(1, await running.Application.ReadModels<BasketView>().CountAsync());
    }

    [Fact]
    public async Task Many_causes_are_as_many_links_as_an_exporter_keeps()
    {
        await using RunningModels running = new();
        for (int i = 0; i < 200; i++)
        {
            running.Save(new Basket("Ada"));
        }

        running.Runner.Add<BasketView>();
        await running.Runner.StartAsync();
        await running.Runner.WaitUntilCaughtUpAsync();
        Activity project = (await _listener.WaitForAsync("project baskets"))[0];
        Assert.InRange(project.Links.Count(), 1, 128);
    }

    private List<string?> Failures(string name) =>
        [.. _listener.Measured("esgen.runner.failures").Where(failure => failure["esgen.runner.name"] == name).Select(static failure => failure["error.type"])];
}
