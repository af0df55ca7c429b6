using Xunit;

namespace EsGen.Analyzers.Tests;

/// <summary>ESG022: an arm raises an event. ESG023: an arm throws. ESG024: a hook is called by hand.</summary>
public sealed class ArmTests
{
    private const string Throws = "An exception in a mutator arm makes the entity unreadable, once the event is stored; refuse the command in a guard";

    [Fact]
    public Task An_arm_must_not_raise_an_event_itself_or_by_a_helper() => Rule.AreReported(
        """
        [Entity]
        public partial class Thing
        {
            [Event] public partial Thing();
            [Event] public partial int Speed { get; set; }
            [Event] public sealed partial record Refused(int Reason);
            private partial void When(Refused e) => {|ESG022:Stop()|};

            [Event("Stopped")] public partial void Stop();
            private partial void WhenStopped()
            {
                Speed = 0;
                {|ESG022:Raise(new Refused(1))|};
                {|ESG022:this.Discard()|};
                Helper();
                Action stop = {|ESG022:Stop|};
            }

            private void Helper() => {|ESG022:Stop()|};
            public void Command() { Stop(); Raise(new Refused(2)); Speed = 1; }
            [Discard] public partial void Discard();
        }
        """,
        [.. new List<string> { "Stop", "Raise", "Discard", "Stop", "Stop" }.Select(static name =>
            $"'{name}' raises an event, which a mutator arm must not do: it would throw now and on every replay. Raise both events in the command")]);

    [Fact]
    public Task An_arm_should_not_throw() => Rule.AreReported(
        """
        [Entity]
        public partial class Thing
        {
            [Event] public partial Thing();
            [Event("Done")] public partial void Do(int number, string? text);
            partial void GuardDone(int number, string? text) => throw new InvalidOperationException();
            private partial void WhenDone(int number, string? text)
            {
                if (number < 0)
                {
                    {|ESG023:throw new InvalidOperationException();|}
                }

                string given = text ?? {|ESG023:throw new InvalidOperationException()|};
                {|ESG023:ArgumentOutOfRangeException.ThrowIfNegative(number)|};
                Helper();
            }

            private static void Helper() => {|ESG023:throw new NotSupportedException()|};
            public void Command() => throw new NotSupportedException();
        }
        """,
        [Throws, Throws, Throws, Throws]);

    [Fact]
    public Task What_keeps_a_switch_exhaustive_may_throw() => Rule.AreReported(
        """
        using System.Diagnostics;

        [Entity]
        public partial class Thing
        {
            [Event] public partial Thing();
            public int Size { get; private set; }
            [Event("Done")] public partial void Do(Kind kind);
            private partial void WhenDone(Kind kind)
            {
                Size = kind switch { Kind.Small => 1, Kind.Large => 2, _ => throw new UnreachableException() };
                switch (kind)
                {
                    case Kind.Small or Kind.Large:
                        break;
                    default:
                        throw new UnreachableException($"There is no {kind}.");
                }

                Helper(kind);
            }

            private static void Helper(Kind kind)
            {
                if (kind == Kind.Large)
                {
                    {|ESG023:throw new Own.UnreachableException();|}
                }

                throw new UnreachableException();
            }
        }

        public enum Kind { Small, Large }

        public static class Own
        {
            public sealed class UnreachableException : Exception;
        }
        """,
        [Throws]);

    [Fact]
    public Task A_hook_must_not_be_called_by_hand() => Rule.AreReported(
        """
        [Entity]
        public partial class Thing
        {
            [Event] public partial Thing();
            public int Total { get; private set; }
            [Event("Added")] public partial void Add(int number);
            partial void GuardAdded(int number) { }
            private partial void WhenAdded(int number) => Sum(number);
            private void Sum(int number) => Total += number;

            [Event] public sealed partial record Refused(int Reason);
            private partial void When(Refused e) { }

            public void Command()
            {
                {|ESG024:WhenAdded(1)|};
                {|ESG024:GuardAdded(1)|};
                {|ESG024:this.When(new Refused(1))|};
                Action<int> add = {|ESG024:WhenAdded|};
                Add(1);
                string name = nameof(WhenAdded);
            }

            private void Whenever() { }
            public void Other() => Whenever();
        }
        """,
        [.. new List<string> { "WhenAdded", "GuardAdded", "When", "WhenAdded" }.Select(static name =>
            $"'{name}' is called by EsGen when its event happens; call the command that makes the event instead")]);
}
