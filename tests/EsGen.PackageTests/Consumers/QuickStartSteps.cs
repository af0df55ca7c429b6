using System;
using System.Threading.Tasks;
using EsGen;

namespace QuickStart;

/// <summary>The quick start's statements, each with a check that ends the program when it doesn't hold.</summary>
internal static class QuickStartSteps
{
    public static async Task RunAsync(EventSourcedApplication app)
    {
        RunExample(app.Repository<Example>());
        await RunAccountAsync(app.Repository<Account>()).ConfigureAwait(false);
    }

    public static void Check(bool holds, string statement)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"Not so: {statement}");
        }
    }

    private static void RunExample(EventSourcedRepository<Example> examples)
    {
        Example example = examples.Create(foo: "bar");

        Check(examples.Contains(example.Id), "what was created is there");
        Check(examples[example.Id].Foo == "bar", "it has the value it was created with");

        example.Foo = "baz";
        Check(examples[example.Id].Foo == "baz", "it has the value that was set");

        example.BeatHeart(3);
        Check(examples[example.Id].HeartbeatCount == 3, "its heart has beaten");

        example.Discard();
        Check(!examples.Contains(example.Id), "what was discarded is gone");
    }

    private static async Task RunAccountAsync(EventSourcedRepository<Account> accounts)
    {
        Account account = new("Ada");
        account.Deposit(100m);
        Check(!accounts.Contains(account.Id), "an aggregate isn't stored before it is saved");

        await accounts.SaveAsync(account).ConfigureAwait(false);
        await accounts.UpdateAsync(account.Id, a => a.Withdraw(30m)).ConfigureAwait(false);
        await accounts.UpdateAsync(account.Id, a => a.Withdraw(1_000m)).ConfigureAwait(false);

        Account present = await accounts.GetAsync(account.Id).ConfigureAwait(false);
        Check(present.Balance == 70m, "the account has what was paid in without what was paid out");
        Check(present.Version == 4, "the refusal is an event as well");
    }
}
