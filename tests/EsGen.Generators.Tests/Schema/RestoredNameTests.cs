using Xunit;
using static EsGen.Generators.Tests.OldVersions;

namespace EsGen.Generators.Tests;

/// <summary>The names of what is restored from the lock, and of events and entities over time.</summary>
public sealed class RestoredNameTests
{
    [Fact]
    public void Old_versions_are_read_under_every_name_that_entity_and_event_have_had() => Run(
        """
        entity Konto
          former Girokonto
          event Einzahlung
            former Zahlung
            version 1
              amount: decimal
          event Opened creates
            version 1
        """,
        """
        [Aggregate(FormerNames = ["Konto", "Girokonto"])] public partial class Account
        {
            [Event("Opened")] public partial Account();
            public decimal Balance { get; private set; }
            [Event("Deposited", Version = 2, FormerNames = ["Einzahlung", "Zahlung"])] public partial void Deposit(decimal amount, int times = 2);
            private partial void WhenDeposited(decimal amount, int times) => Balance += amount * times;
        }
        """,
        """
        int count = 0;
        store.Append(Item(id, count++, "Girokonto.Opened", "{}"));
        foreach (string entity in (string[])["Account", "Konto", "Girokonto"])
        foreach (string name in (string[])["Deposited", "Einzahlung", "Zahlung"])
        {
            store.Append(Item(id, count++, $"{entity}.{name}", "{\"amount\":1}"), Item(id, count++, $"{entity}.{name}@2", "{\"amount\":1,\"times\":1}"));
        }

        Assert.Equal(27m, app.Repository<Account>()[id].Balance);
        """);

    [Fact]
    public void An_event_that_others_left_no_topic_is_not_generated_and_stops_nothing()
    {
        const string Taken = "entity Account\n  event Added retired\n    former Put\n    version 1\n  event Opened creates\n    version 1\n      owner: string\n  event Put retired\n    version 1";
        CompilerSettings settings = new() { Lock = Taken };
        GeneratedCode run = Harness.Run(Harness.Compile(settings, "[Aggregate] public partial class Account { [Event(\"Opened\")] public partial Account(string owner); public string Owner { get; private set; } private partial void When(Added old) { } }"), settings);
        Assert.Empty(run.GetCompilerErrors());
    }

    [Fact]
    public void A_locked_event_with_the_name_is_the_one_that_is_read_under_it() => Run(
        """
        entity Account
          event Added
            version 1
              sum: int
          event Opened creates
            version 1
              owner: string
          event Put
            version 1
              amount: decimal
            version 2
              amount: decimal
              note: string
        """,
        """
        [Aggregate] public partial class Account
        {
            [Event("Opened")] public partial Account(string owner);
            public string Owner { get; private set; }
            public decimal Sum { get; private set; }
            [Event("Put", Version = 2, FormerNames = ["Added"])] public partial void Put(decimal amount, string note);
            private partial void WhenPut(decimal amount, string note) => Sum += amount;
            private static partial Put Upcast(PutV1 old) => new(old.Amount, "");
        }
        """.Replace("void Put(", "void PutIn("),
        """
        store.Append(Item(id, 0, "Account.Opened", "{\"owner\":\"Ada\"}"), Item(id, 1, "Account.Put", "{\"amount\":3}"));
        Assert.Equal(3m, app.Repository<Account>()[id].Sum);
        """);

    [Fact]
    public void Restored_names_never_collide() => Run(
        """
        entity Order
          event Created creates
            version 1
          event Placed retired
            version 1
              amount: int
              Amount: int
              e-mail: string
              e.mail: string
              clone: int
              toString: int
              placed: int
              shape: Shape
              plain: ShapeCircle
              small: money
              large: Money
              type Money
                amount: int
              type ShapeCircle
                side: int
              union Shape by "kind"
                case Circle
                  radius: int
                case circle
                  radius: int
              type money
                amount: int
                cents: int
        """.Replace("e-mail", "\"e-mail\"").Replace("e.mail", "\"e.mail\""),
        """
        [Aggregate] public partial class Order
        {
            [Event] public partial Order();
            public string Log { get; private set; } = "";
            private partial void When(Placed old) => Log = $"{old.Amount}{old.Amount_2}{old.Fieldemail}{old.Fieldemail_2}{old.Clone_2}{old.ToString_2}{old.Placed_2}{old.Plain.Side}{old.Small.Cents}{old.Large.Amount}";
        }
        """,
        """
        store.Append(Item(id, 0, "Order.Created", "{}"), Item(id, 1, "Order.Placed", "{\"amount\":1,\"Amount\":2,\"e-mail\":\"3\",\"e.mail\":\"4\",\"clone\":5,\"toString\":6,\"placed\":7,\"shape\":{\"kind\":\"circle\",\"radius\":1},\"plain\":{\"side\":8},\"small\":{\"amount\":0,\"cents\":9},\"large\":{\"amount\":0}}"));
        Assert.Equal("1234567890", app.Repository<Order>()[id].Log);
        """);

    [Fact]
    public void Names_of_entities_can_be_anything_and_stay_text_in_what_is_generated() => Run(
        """
        entity "a </summary><b> & \\\" {c} \u2028 */ // #if"
          former "</code> & <x"
          event Frozen retired
            version 1
              reason: string
            version 2
              reason: string
              days?: int
          event Opened creates
            version 1
        """,
        """
        [Aggregate("a </summary><b> & \\\" {c} \u2028 */ // #if", FormerNames = ["</code> & <x"])] public partial class Account
        {
            [Event("Opened")] public partial Account();
            public string Log { get; private set; } = "";
            private partial void When(Frozen old) => Log += old.Reason;
        }
        """,
        """
        store.Append(Item(id, 0, "</code> & <x.Opened", "{}"), Item(id, 1, "</code> & <x.Frozen", "{\"reason\":\"a\"}"), Item(id, 2, "a </summary><b> & \\\" {c} \u2028 */ // #if.Frozen@2", "{\"reason\":\"b\"}"));
        Assert.Equal("ab", app.Repository<Account>()[id].Log);
        """);

    [Fact]
    public void Restored_names_leave_those_of_other_events_alone() => Run(
        """
        entity Order
          event Created creates
            version 1
          event Placed retired
            version 1
              price: Money
              type Money
                amount: int
        """,
        """
        [Aggregate] public partial class Order
        {
            [Event] public partial Order();
            public int Sum { get; private set; }
            [Event("PlacedMoney")] public partial void Place(int amount);
            private partial void WhenPlacedMoney(int amount) => Sum += amount;
            private partial void When(Placed old) => Sum += old.Price.Amount;
        }
        """,
        """
        store.Append(Item(id, 0, "Order.Created", "{}"), Item(id, 1, "Order.Placed", "{\"price\":{\"amount\":5}}"), Item(id, 2, "Order.PlacedMoney", "{\"amount\":1}"));
        Assert.Equal(6, app.Repository<Order>()[id].Sum);
        """);

    [Theory]
    [InlineData("[Event(\"DoneV1\")] public partial void Do(int by); private partial void WhenDoneV1(int by) { }", "")]
    [InlineData("[Event] public sealed partial record DoneV1(int By); private partial void When(DoneV1 e) { }", "")]
    [InlineData("[Event(\"Begun\")] public sealed partial record DoneV1(int By); private partial void When(DoneV1 e) { }", "")]
    [InlineData("[Event(\"DoneV1\")] public partial void Do(int by); private partial void WhenDoneV1(int by) { } private static partial Done Upcast(DoneV1 old) => new(old.By, 0);", "")]
    [InlineData("[Event(\"Begun\")] public sealed partial record Done(int By); private partial void When(Done e) { }", " retired")]
    public void An_event_with_the_name_of_an_old_version_leaves_code_that_compiles(string members, string retired) => Assert.Empty(Errors(
        $"""
        entity Order
          event Created creates
            version 1
          event Done{retired}
            version 1
              by: int
              price: Money
              type Money
                amount: int
        """,
        $$"""
        [Aggregate] public partial class Order
        {
            [Event] public partial Order();
            {{members}}
            {{(retired.Length > 0 ? "" : "[Event(\"Done\", Version = 2)] public partial void Finish(int by, int price); private partial void WhenDone(int by, int price) { }")}}
        }
        """));
}
