using EsGen.CodeFixes;
using Xunit;
using static EsGen.Analyzers.Tests.LockedProject;

namespace EsGen.Analyzers.Tests;

/// <summary>What fixes make of the lock as a text.</summary>
public sealed class LockTextFixTests
{
    [Fact]
    public async Task The_lock_is_created_with_everything_in_it()
    {
        using EvolvingProject project = new(Account, lockText: null);
        await project.FixAsync("ESG039");
        await AssertIs(project, Account, LockedProject.Lock);
    }

    [Fact]
    public async Task An_entity_that_is_gone_is_retired()
    {
        using EvolvingProject project = new(Account, LockedProject.Lock + "\nentity Receipt\n event Printed creates\n  version 1");
        await project.FixAsync("ESG041");
        await AssertIs(project, Account, LockedProject.Lock + "\nentity Receipt retired\n event Printed creates\n  version 1");
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public async Task Both_sides_of_a_merge_are_kept(string indentation)
    {
        using EvolvingProject project = new(Account, LockedProject.Lock);
        project.EditLock(text => text.Replace("  event Opened", $"{indentation}<<<<<<< HEAD\n{indentation}||||||| base\n  event Gone\n{indentation}=======\n  event Opened") + $"{indentation}>>>>>>> main\n");
        Assert.Contains("ESG037", await project.GetIdsAsync());
        await project.FixAsync("ESG037");
        await AssertIs(project, Account, LockedProject.Lock);
    }

    [Fact]
    public async Task A_lock_that_can_t_be_read_is_not_written()
    {
        using EvolvingProject project = new(Account.Replace("decimal amount", "int amount"), LockedProject.Lock);
        Assert.Single(await project.GetOffersAsync("ESG032"));
        project.EditLock(static text => text.Replace("amount: decimal", "amount: int"));
        Assert.Equal(["ESG038"], await project.GetIdsAsync());
        project.EditLock(static text => text.Replace("event Opened", "event Opened now"));
        Assert.Equal(["ESG036", "ESG038"], await project.GetIdsAsync());
    }

    [Fact]
    public async Task Line_ends_of_the_lock_stay_as_they_are()
    {
        using EvolvingProject project = new(Account, "entity Account\n event Opened creates\n  version 1");
        project.EditLock(static text => text.Replace("\n", "\r\n"));
        await project.FixAsync("ESG030");
        Assert.Equal(TestLock.Print(LockedProject.Lock).Replace("\n", "\r\n"), project.Lock);
    }

    [Fact]
    public async Task All_new_events_are_added_at_once()
    {
        FixTest<UpdateLockCodeFixProvider> test = new()
        {
            NumberOfIncrementalIterations = 4,
            NumberOfFixAllInDocumentIterations = 2,
        };
        string source = Account.Replace("Account(", "{|ESG030:Account|}(").Replace("Deposit(", "{|ESG030:Deposit|}(");
        string other = source.Replace("Account", "Other");
        test.TestState.Sources.Add(("A.cs", source));
        test.TestState.Sources.Add(("B.cs", other));
        test.TestState.AdditionalFiles.Add(("/0/events.lock", TestLock.Print("")));
        test.FixedState.Sources.Add(("A.cs", Account));
        test.FixedState.Sources.Add(("B.cs", Account.Replace("Account", "Other")));
        test.FixedState.AdditionalFiles.Add(("/0/events.lock", TestLock.Print(LockedProject.Lock + "\n" + LockedProject.Lock.Replace("Account", "Other"))));
        await test.RunAsync();
    }
}
