using EsGen.CodeFixes;
using Xunit;
using static EsGen.Analyzers.Tests.LockedProject;

namespace EsGen.Analyzers.Tests;

/// <summary>The fixes for names of policies and read models that the lock has otherwise, after which nothing is reported.</summary>
public sealed class HandlerLockFixTests
{
    private const string Handlers = """

        [Policy("thanking")]
        public partial class Thanking(EventSourcedRepository<Account> accounts)
        {
            private Account On(Account.Deposited e, EventContext context) => accounts.Get(context.Id);
        }

        [ReadModel]
        public partial class AccountLine
        {
            public decimal Balance { get; private set; }

            private void On(Account.Opened e) => Balance = 0m;

            private void On(Account.Deposited e) => Balance += e.Amount;
        }

        """;

    private const string Names = "\npolicy thanking\nreadmodel AccountLine";

    [Fact]
    public async Task The_lock_is_created_with_them()
    {
        using EvolvingProject project = new(Account + Handlers, lockText: null);
        await project.FixAsync("ESG039");
        await AssertIs(project, Account + Handlers, LockedProject.Lock + Names);
    }

    [Fact]
    public async Task New_ones_are_added()
    {
        using EvolvingProject project = new(Account + Handlers, LockedProject.Lock);
        Assert.Equal(["Add 'thanking' to events.lock"], await project.GetOffersAsync("ESG030"));
        await project.FixAsync("ESG030");
        await project.FixAsync("ESG030");
        await AssertIs(project, Account + Handlers, LockedProject.Lock + Names);
    }

    [Fact]
    public async Task All_are_added_at_once_with_new_events()
    {
        FixTest<UpdateLockCodeFixProvider> test = new() { NumberOfIncrementalIterations = 4, NumberOfFixAllInDocumentIterations = 1 };
        string source = (Account + Handlers).Replace("Account()", "{|ESG030:Account|}()").Replace("Deposit(", "{|ESG030:Deposit|}(")
            .Replace("class Thanking", "class {|ESG030:Thanking|}").Replace("class AccountLine", "class {|ESG030:AccountLine|}");
        test.TestState.Sources.Add(("A.cs", source));
        test.TestState.AdditionalFiles.Add(("/0/events.lock", TestLock.Print("")));
        test.FixedState.Sources.Add(("A.cs", Account + Handlers));
        test.FixedState.AdditionalFiles.Add(("/0/events.lock", TestLock.Print(LockedProject.Lock + Names)));
        await test.RunAsync();
    }

    [Fact]
    public async Task A_renaming_gets_its_former_name()
    {
        using EvolvingProject project = new(Account + Handlers, LockedProject.Lock + "\npolicy greeting\npolicy waving\nreadmodel AccountLine");
        Assert.Equal(["'greeting' is now 'thanking'", "Retire 'greeting'", "'waving' is now 'thanking'", "Retire 'waving'"], await project.GetOffersAsync("ESG090"));
        await project.FixAsync("ESG090", HandlerNameCodeFixProvider.Renamed + "greeting");
        Assert.Equal(["Retire 'waving'"], await project.GetOffersAsync("ESG091"));
        await project.FixAsync("ESG091");
        await AssertIs(
            project,
            Account + Handlers.Replace("\"thanking\"", "\"thanking\", FormerNames = [\"greeting\"]"),
            LockedProject.Lock + Names.Replace("thanking", "thanking\n former greeting\npolicy waving retired"));
    }

    [Fact]
    public async Task A_read_model_that_took_the_place_of_another_is_new_once_that_one_is_let_go()
    {
        using EvolvingProject project = new(Account + Handlers, LockedProject.Lock + "\npolicy thanking\nreadmodel lines");
        Assert.Equal(["'lines' is now 'AccountLine'", "Take 'lines' out of events.lock"], await project.GetOffersAsync("ESG090"));
        await project.FixAsync("ESG090", HandlerNameCodeFixProvider.Gone + "lines");
        await project.FixAsync("ESG030");
        await AssertIs(project, Account + Handlers, LockedProject.Lock + Names);
    }

    [Fact]
    public async Task A_renamed_class_without_arguments_gets_its_former_name()
    {
        using EvolvingProject project = new(Account + Handlers, LockedProject.Lock + Names);
        project.Edit("class AccountLine", "class Line");
        await project.FixAsync("ESG090");
        await AssertIs(
            project,
            Account + Handlers.Replace("class AccountLine", "class Line").Replace("[ReadModel]", "[ReadModel(FormerNames = [\"AccountLine\"])]"),
            LockedProject.Lock + "\npolicy thanking\nreadmodel Line\n former AccountLine");
    }

    [Theory]
    [InlineData("", "\"a\", \"b\"")]
    [InlineData("\"a\"", "\"a\", \"b\"")]
    [InlineData("\"b\"", "\"a\", \"b\"")]
    public async Task Lost_names_come_back_where_they_were(string before, string after)
    {
        using EvolvingProject project = new(Account + Handlers.Replace("\"thanking\"", $"\"thanking\", FormerNames = [{before}]"), LockedProject.Lock + Names.Replace("thanking", "thanking\n former a\n former b"));
        Assert.Equal(["Complete FormerNames"], await project.GetOffersAsync("ESG090"));
        await project.FixAsync("ESG090");
        await AssertIs(
            project,
            Account + Handlers.Replace("\"thanking\"", $"\"thanking\", FormerNames = [{after}]"),
            LockedProject.Lock + Names.Replace("thanking", "thanking\n former a\n former b"));
    }

    [Fact]
    public async Task A_renaming_that_is_said_is_taken_over()
    {
        using EvolvingProject project = new(Account + Handlers.Replace("\"thanking\"", "\"thanking\", FormerNames = [\"greeting\"]"), LockedProject.Lock + Names.Replace("thanking", "greeting"));
        Assert.Equal(["Update events.lock"], await project.GetOffersAsync("ESG031"));
        await project.FixAsync("ESG031");
        await AssertIs(project, project.Source, LockedProject.Lock + Names.Replace("thanking", "thanking\n former greeting"));
    }
}
