using CsCheck;
using Xunit;

namespace EsGen.Generators.Tests;

/// <summary>Policies and read models in a lock: what is printed is read as it was, and what is different between code and lock.</summary>
public sealed class LockedHandlerTests
{
    private static readonly Gen<string> s_name = Gen.OneOf(
        "invoicing", "policy", "readmodel", "retired", "former", "entity", "event", "version 1 x", "a b", "a: \"b\"", "retired x", "#", "=======", "c\\d", "Ünïcode");

    private static readonly Gen<LockedHandler> s_handler =
        from kind in Gen.OneOf(HandlerKind.Policy, HandlerKind.ReadModel)
        from name in s_name
        from isRetired in Gen.Bool
        from former in s_name.Array[0, 3]
        select new LockedHandler(kind, name, isRetired && kind == HandlerKind.Policy, new(former.Distinct().Where(other => other != name)));

    private static readonly Gen<EventLock> s_lock = s_handler.Array[0, 6].Select(static handlers =>
        new EventLock(new([new LockedEntity("Account", IsRetired: false, default, default)])).WithHandlers(handlers.DistinctBy(static handler => (handler.Kind, handler.Name))));

    [Fact]
    public void What_is_printed_is_read_as_it_was() => s_lock.Sample(
        static content =>
        {
            string text = EventLockWriter.Write(content);
            EventLock read = EventLockReader.Read(text, out IReadOnlyList<LockProblem> problems, out _);
            return problems.Count == 0 && read == content && EventLockWriter.Write(read) == text;
        },
        print: EventLockWriter.Write);

    [Fact]
    public void No_damage_makes_the_reader_fail_and_what_is_read_can_be_printed() =>
        s_lock.Select(Gen.Int[0, 10_000], Gen.OneOf("", "\n", "policy a\n", "former b\n", "\"", " retired", "entity A\n")).Sample(static (content, at, inserted) =>
        {
            string text = EventLockWriter.Write(content);
            at %= text.Length;
            EventLock damaged = EventLockReader.Read(text[..at] + inserted + text[Math.Min(at + 2, text.Length)..]);
            return EventLockReader.Read(EventLockWriter.Write(damaged)) == damaged;
        });

    [Fact]
    public void They_stand_behind_the_entities_with_their_former_names_in_the_order_in_which_they_had_them() => Assert.EndsWith(
        """

        entity Account
          event Opened creates
            version 1 811c9dc5

        policy billing
          former zeta
          former alpha
        policy shipping retired

        readmodel "account lines"
        readmodel agenda

        """.ReplaceLineEndings("\n"),
        EventLockWriter.Write(Read("readmodel agenda\npolicy shipping retired\nentity Account\n event Opened creates\n  version 1 811c9dc5\npolicy billing\n  former zeta\n former alpha\nreadmodel \"account lines\"")),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("policy", "0: it should be 'policy name', perhaps with 'retired'")]
    [InlineData("policy a b", "0: it should be 'policy name', perhaps with 'retired'")]
    [InlineData("policy \" a\"", "0: it should be 'policy name', perhaps with 'retired'")]
    [InlineData("readmodel a retired", "0: it should be 'readmodel name'")]
    [InlineData("policy a\n former \"a\\nb\"", "1: \"a\\nb\" can't have been the name of a policy")]
    [InlineData("policy a\nreadmodel a\npolicy a\n former b", "2: the policy 'a' is there twice")]
    [InlineData("policy a\n event B", "1: there is no entity above it")]
    [InlineData("policy a\n b: int", "1: a field belongs under a version, a type or a case")]
    [InlineData("former a\npolicy a", "0: a former name belongs directly under an entity, event, policy or read model")]
    public void What_can_t_be_read_is_said_with_its_line(string text, string problem)
    {
        EventLockReader.Read(text, out IReadOnlyList<LockProblem> problems, out _);

        LockProblem found = Assert.Single(problems);
        Assert.Equal(problem, $"{found.Line}: {found.Reason}");
        Assert.Equal(LockProblemKind.Malformed, found.Kind);
    }

    [Theory]
    [InlineData("policy a", "policy a", "")]
    [InlineData("policy a", "policy a\npolicy b", "New b")]
    [InlineData("readmodel a", "readmodel a\npolicy a", "New a")]
    [InlineData("policy a", "", "Gone a")]
    [InlineData("policy a retired", "", "")]
    [InlineData("policy a", "readmodel b", "Gone a, New b")]
    [InlineData("policy a\nreadmodel x", "policy b\nreadmodel y", "MayBeRenamed b, MayBeRenamed y")]
    [InlineData("policy a", "policy b\n former a", "Compatible b")]
    [InlineData("policy a", "policy a\n former z", "LostName a")]
    [InlineData("readmodel a", "readmodel a\n former z", "Compatible a")]
    [InlineData("policy b\n former a", "policy b", "LostName b")]
    [InlineData("policy b\n former a", "policy c\n former b", "LostName c")]
    [InlineData("policy c\n former a\n former b", "policy c\n former b\n former a", "LostName c")]
    [InlineData("policy a retired", "policy a", "Taken a")]
    [InlineData("policy a retired", "policy b\n former a", "Taken b")]
    [InlineData("policy a\npolicy b", "policy b\n former a", "Taken b")]
    [InlineData("policy b\n former a", "policy b\n former a\npolicy a", "Taken a")]
    public void What_is_different_is_told(string locked, string declared, string expected)
    {
        EventLock content = Read(locked);
        EventLock code = Read(declared);

        IReadOnlyList<HandlerChange> changes = HandlerComparison.Compare(content, code.Handlers);

        Assert.Equal(expected, string.Join(", ", changes.Select(static change => $"{change.Kind} {change.Handler.Name}")));
        if (changes.All(static change => change.Kind is HandlerChangeKind.New or HandlerChangeKind.Compatible))
        {
            Assert.Empty(HandlerComparison.Compare(code.Handlers.Aggregate(content, LockUpdate.Accept), code.Handlers));
        }
    }

    [Fact]
    public void What_is_gone_can_be_let_go()
    {
        EventLock content = Read("policy a\nreadmodel a");

        EventLock retired = content.Handlers.Aggregate(content, LockUpdate.Retire);

        Assert.Equal([new LockedHandler(HandlerKind.Policy, "a", IsRetired: true, default)], retired.Handlers);
        Assert.Empty(HandlerComparison.Compare(retired, []));
    }

    [Fact]
    public void Events_are_accepted_without_touching_them()
    {
        EventLock content = Read("policy a\nreadmodel b");

        EventLock accepted = LockUpdate.Accept(content, new LockedEntity("Order", IsRetired: false, default, default), eventName: null);

        Assert.Equal(content.Handlers, LockUpdate.RetireEntity(accepted, "Order").Handlers);
        Assert.Single(accepted.Entities);
    }

    private static EventLock Read(string text)
    {
        EventLock content = EventLockReader.Read(text, out IReadOnlyList<LockProblem> problems, out _);
        Assert.Empty(problems);
        return content;
    }
}
