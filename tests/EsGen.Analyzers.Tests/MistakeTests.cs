using Xunit;

namespace EsGen.Analyzers.Tests;

/// <summary>What somebody writes first who is used to other libraries, and what a build in a terminal says first about it.</summary>
public sealed class MistakeTests
{
    private static readonly string s_folder = Path.Combine(Repository.Root, "tests", "EsGen.Analyzers.Tests", "Mistakes");

    /// <summary>The files of the folder <c>Mistakes</c>, each with its first line.</summary>
    public static TheoryData<string, string> Mistakes { get; } = new()
    {
        {
            "01_base_class",
            "(5,22): error ESG003: 'Order' can't be event-sourced: it derives from 'AggregateRoot', and an entity is replayed as a whole; remove the base class."
        },
        {
            "02_direct_mutation",
            "(10,39): warning ESG020: 'Lines' is changed without an event, so the change is lost on the next load; change it in a When method, or mark it [NotRecorded] if it is only a cache"
        },
        {
            "03_method_with_body",
            "(10,17): error ESG005: 'Deposit' must be partial and without a body, so that EsGen can write the other half of it; move what it checks into 'partial void GuardDeposited(decimal amount)', and what it changes into 'private partial void WhenDeposited(decimal amount)'"
        },
        {
            "04_async_command",
            "(9,46): error ESG007: 'DepositAsync' can't make an event: it returns Task, and an event happens at once; make it void without the CancellationToken, await what it needs in a method of yours that calls it, and store it by SaveAsync of the repository."
        },
        {
            "05_mutable_dto",
            "(7,58): error ESG014: 'address' can't be stored in an event: 'Street' of Address could be changed after the event was made; make it 'init' or get-only."
        },
        {
            "06_marten_apply",
            "(10,44): error CS0619: 'Account.Raise(object)' is obsolete: 'An event is a record nested in Account: move the record there, as [Event] public sealed partial record, and what applies it into private partial void When(… e).'"
        },
        {
            "07_guard_private",
            "(4,22): warning ESG039: The project of 'Account' has no events.lock, so that a change of an event can make stored ones unreadable without anybody noticing; create an empty file of this name beside the project file, and fill it by dotnet format analyzers --diagnostics ESG030"
        },
        {
            "08_required_init",
            "(4,22): error ESG003: 'Order' can't be event-sourced: its 'Customer' is required, and replaying the events sets nothing else; make it a field of the creation event."
        },
        {
            "09_missing_when",
            "(9,46): error ESG027: The event 'Deposited' needs a When method, because 'amount' has no property 'Amount' and 'note' has no property 'Note'; write what it changes: private partial void WhenDeposited(decimal amount, string? note)"
        },
        {
            "10_when_other_signature",
            "(10,26): error ESG025: 'WhenDeposited' doesn't fit the event 'Deposited'; declare it as void WhenDeposited(decimal amount[, EventContext context])"
        },
        {
            "11_service_in_ctor",
            "(8,65): error ESG014: 'prices' can't be stored in an event: IPriceService is a service, and an event has only data; hand it to the method that needs it, and record what it answered."
        },
        {
            "12_second_ctor_private_ctor",
            "(7,13): error ESG011: This constructor of 'Order' makes no event, so what it makes could never be loaded; remove it: loading needs no constructor of yours"
        },
        {
            "13_now_in_when",
            "(4,22): error ESG003: 'Order' can't be event-sourced: it has a primary constructor; declare an [Event] constructor instead, and hand services to the methods that need them."
        },
        {
            "14_not_saved",
            "(12,62): error CS0619: 'OrderRepositoryExtensions.CreateAsync(EventSourcedRepository<Order>, string, CancellationToken)' is obsolete: 'An aggregate is not stored before it is saved, so there is nothing to await: call Create, and then await SaveAsync.'"
        },
        {
            "15_record_entity_generic",
            "(4,30): error ESG003: 'Order' can't be event-sourced: it is a record; make it a class."
        },
        {
            "16_record_event_plain",
            "(9,27): error CS0260: Missing partial modifier on declaration of type 'Refused'; another partial declaration of this type exists"
        },
        {
            "17_private_setter_event",
            "(8,27): error ESG005: 'Email' must be partial, so that EsGen can write the other half of it"
        },
        {
            "18_unsaved",
            "(12,62): error CS0619: 'OrderRepositoryExtensions.CreateAsync(EventSourcedRepository<Order>, string, CancellationToken)' is obsolete: 'An aggregate is not stored before it is saved, so there is nothing to await: call Create, and then await SaveAsync.'"
        },
        {
            "19_same_event_name",
            "(10,46): error ESG009: The event name 'Deposited' is already the name of the event that 'Deposit' makes; give one of them another name"
        },
        {
            "20_create_no_using",
            "(15,73): error CS1061: 'EventSourcedRepository<Order>' does not contain a definition for 'CreateAsync' and no accessible extension method 'CreateAsync' accepting a first argument of type 'EventSourcedRepository<Order>' could be found (are you missing a using directive or an assembly reference?)"
        },
        {
            "21_no_attribute",
            "(9,25): error ESG029: 'Deposit' is partial, but makes no event, so that nobody writes its other half; mark it [Event(\"Deposited\")]"
        },
        {
            "22_when_named_after_method",
            "(10,26): error ESG025: 'WhenDeposit' matches no event; did you mean 'WhenDeposited'?"
        },
        {
            "23_get_only_and_field",
            "(7,38): error ESG027: The event 'Placed' needs a When method, because 'Customer' has no setter; give 'Customer' a 'private set', or write what it changes: private partial void WhenPlaced(string customer)"
        },
        {
            "24_event_named_as_property",
            "(9,41): error ESG010: 'Paid' collides with the member 'Paid' of the class; call the event 'OrderPaid', or the property 'IsPaid'"
        },
        {
            "25_not_partial_class",
            "(4,14): error CS0260: Missing partial modifier on declaration of type 'Account'; another partial declaration of this type exists"
        },
        {
            "26_bool_command_guard_name",
            "(9,46): error ESG007: 'Withdraw' can't make an event: it returns bool, and what has happened isn't asked; make it void, and throw in 'partial void GuardWithdrawn(decimal amount)' where it must not happen, or answer in a method of yours that calls it."
        },
        {
            "27_iface_default",
            "(5,22): warning ESG039: The project of 'Order' has no events.lock, so that a change of an event can make stored ones unreadable without anybody noticing; create an empty file of this name beside the project file, and fill it by dotnet format analyzers --diagnostics ESG030"
        },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task The_first_line_says_what_to_do(string mistake, string first)
    {
        string[] lines = await Terminal.Print(await File.ReadAllTextAsync(Path.Combine(s_folder, mistake + ".cs")));

        Assert.Equal(first, lines[0]);
    }

    [Fact]
    public void Every_mistake_has_its_line() => Assert.Equal(
        Directory.GetFiles(s_folder, "*.cs").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal),
        Mistakes.Select(static row => (string)row[0]));
}
