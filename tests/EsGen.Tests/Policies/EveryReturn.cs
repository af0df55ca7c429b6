#pragma warning disable CA1068 // The order of parameters is the user's.
namespace EsGen.Tests.Policies;

/// <summary>Says what is to be made, in each of the forms that a policy may return.</summary>
[Aggregate]
public partial class Wish
{
    [Event("Made")] public partial Wish();

    [Event("One")] public partial void AskOne();

    private partial void WhenOne()
    {
    }

    [Event("Nobody")] public partial void AskNobody();

    private partial void WhenNobody()
    {
    }

    [Event("Listed")] public partial void AskList();

    private partial void WhenListed()
    {
    }

    [Event("Arrayed")] public partial void AskArray();

    private partial void WhenArrayed()
    {
    }

    [Event("Tasked")] public partial void AskTask();

    private partial void WhenTasked()
    {
    }

    [Event("TaskListed")] public partial void AskTaskList();

    private partial void WhenTaskListed()
    {
    }

    [Event("ValueTasked")] public partial void AskValueTask();

    private partial void WhenValueTasked()
    {
    }

    [Event("ValueTaskArrayed")] public partial void AskValueTaskArray();

    private partial void WhenValueTaskArrayed()
    {
    }

    [Event("Void")] public partial void AskVoid();

    private partial void WhenVoid()
    {
    }

    [Event("Plain")] public partial void AskPlainTask();

    private partial void WhenPlain()
    {
    }

    [Event("PlainValue")] public partial void AskPlainValueTask();

    private partial void WhenPlainValue()
    {
    }
}

/// <summary>Every form in which a policy may return something, or nothing.</summary>
[Policy(StartsAt = PolicyStart.Beginning)]
public partial class EveryReturn(Action<string> effect)
{
    private Bill On(Wish.One e, EventContext context) => Make(context, "one");

    private Bill? On(Wish.Nobody e) => null;

    private IEnumerable<IEventSourced?> On(Wish.Listed e, EventContext context)
    {
        yield return Make(context, "first of list");
        yield return null;
        yield return Make(context, "second of list");
    }

    private Bill[] On(Wish.Arrayed e, EventContext context) => [Make(context, "in array")];

    private async Task<Bill?> On(Wish.Tasked e, EventContext context)
    {
        await Task.Yield();
        return Make(context, "in task");
    }

    private async Task<List<Bill>> On(Wish.TaskListed e, EventContext context)
    {
        await Task.Yield();
        return [Make(context, "in list in task")];
    }

    private ValueTask<IEventSourced> On(Wish.ValueTasked e, EventContext context) => new(Make(context, "in value task"));

    private ValueTask<Bill[]?> On(Wish.ValueTaskArrayed e, CancellationToken cancellationToken, EventContext context) => new([Make(context, "in array in value task")]);

    private void On(Wish.Void e) => effect("void");

    private async Task On(Wish.Plain e, CancellationToken cancellationToken)
    {
        await Task.Delay(1, cancellationToken);
        effect("task");
    }

    private ValueTask On(Wish.PlainValue e)
    {
        effect("value task");
        return default;
    }

    private static Bill Make(EventContext context, string name) => new(context.NewId(name), name, 1);
}
