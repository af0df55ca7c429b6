using System.Reflection;
using System.Runtime.Loader;
using EsGen.CodeFixes;
using EsGen.Generators.Tests;
using Microsoft.CodeAnalysis;
using Xunit;

namespace EsGen.Analyzers.Tests;

/// <summary>
/// Twenty edits of one entity, each mended by nothing but fixes. After each of them the project compiles, stores a stream, and loads all
/// streams that were stored before into the right state.
/// </summary>
public sealed class EvolutionTests
{
    private const string Source = """
        using System.Text.Json.Serialization;

        [Aggregate]
        public partial class Account
        {
            [Event("Opened")] public partial Account(string owner);

            public string Owner { get; private set; }

            public decimal Balance { get; private set; }

            [Event("Deposited")] public partial void Deposit(int amount);

            private partial void WhenDeposited(int amount) => Balance += amount;

            [Discard("Closed")] public partial void Close();
        }

        public static class Use
        {
            public static Guid Store(IActiveRecordStrategy store)
            {
                using EventSourcedApplication app = new(store);
                Account account = new("Ada");
                account.Deposit(5);
                app.Repository<Account>().Save(account);
                return account.Id;
            }

            public static string Load(IActiveRecordStrategy store, Guid id)
            {
                using EventSourcedApplication app = new(store);
                Account account = app.Repository<Account>()[id];
                return $"{account.Owner} {account.Balance:0.##}";
            }
        }

        """;

    [Fact]
    public async Task Twenty_edits_that_fixes_mend_leave_every_stream_readable()
    {
        using EvolvingProject project = new(Source, lockText: null);
        IActiveRecordStrategy store = InMemoryDatastore.Open().ActiveRecordStrategy;
        List<Guid> streams = [];

        // 1: everything goes into a lock.
        await Step();

        // 2: a new event.
        project.Edit("    [Discard(", "    [Event] public partial string? Memo { get; set; }\n\n    [Discard(");
        project.Edit("        app.Repository<Account>().Save(account);", "        account.Memo = \"m\";\n        app.Repository<Account>().Save(account);");
        await Step();

        // 3: an optional field.
        project.Edit("Deposit(int amount);", "Deposit(int amount, string note = \"-\");");
        project.Edit("WhenDeposited(int amount)", "WhenDeposited(int amount, string note)");
        await Step();

        // 4: a field is renamed.
        project.Edit("int amount", "int sum");
        project.Edit("+= amount", "+= sum");
        await Step(NewVersionCodeFixProvider.RenamedField);

        // 5: a field has another type.
        project.Edit("int sum", "decimal sum");
        await Step();

        // 6: a type inside of the event.
        project.Edit("string note = \"-\");", "string note = \"-\", Fee? fee = null);");
        project.Edit("string note) => Balance += sum;", "string note, Fee? fee) => Balance += sum - (fee?.Amount ?? 0);");
        project.Edit("public static class Use", "public sealed record Fee(int Amount);\n\npublic static class Use");
        project.Edit("account.Deposit(5)", "account.Deposit(7, fee: new Fee(2))");
        await Step();

        // 7: the type inside grows.
        project.Edit("record Fee(int Amount)", "record Fee(int Amount, Kind Kind = Kind.Fixed)");
        project.Edit("public static class Use", "public enum Kind { Fixed, Relative }\n\npublic static class Use");
        await Step();

        // 8: the type inside changes.
        project.Edit("record Fee(int Amount", "record Fee(long Amount");
        await Step();

        // 9: an enum grows.
        project.Edit("Fixed, Relative }", "Fixed, Relative, Waived }");
        await Step();

        // 10: a field is gone.
        project.Edit(", string note = \"-\"", "");
        project.Edit("string note, ", "");
        await Step();

        // 11: an event is renamed.
        project.Edit("[Event(\"Deposited\",", "[Event(\"PaidIn\",");
        await Step();

        // 12: the class is renamed.
        project.Edit("Account", "Wallet");
        await Step();

        // 13: it moves into a namespace.
        project.Edit("[Aggregate(", "namespace Moved.Elsewhere;\n\n[Aggregate(");
        await Step();

        // 14: an event that freezes.
        project.Edit("    [Discard(", "    [Event(\"Frozen\")] public partial void Freeze(decimal fine);\n\n    private partial void WhenFrozen(decimal fine) => Balance -= fine;\n\n    [Discard(");
        project.Edit("account.Memo = \"m\";", "account.Memo = \"m\";\n        account.Freeze(1);\n        account.Deposit(1);");
        await Step();

        // 15: which is retired.
        project.Edit("    [Event(\"Frozen\")] public partial void Freeze(decimal fine);\n\n", "");
        project.Edit("\n        account.Freeze(1);\n        account.Deposit(1);", "");
        await Step(GoneEventCodeFixProvider.Retired);

        // 16: the event of a property is renamed with it.
        project.Edit("string? Memo", "string? Remark");
        project.Edit("account.Memo", "account.Remark");
        await Step();

        // 17: the order of fields changes.
        project.Edit("Deposit([FormerNames(\"amount\")] decimal sum, Fee? fee = null)", "Deposit(Fee? fee, [FormerNames(\"amount\")] decimal sum)");
        project.Edit("WhenPaidIn(decimal sum, Fee? fee)", "WhenPaidIn(Fee? fee, decimal sum)");
        project.Edit("Deposit(7, fee: new Fee(2))", "Deposit(new Fee(2), 7)");
        await Step();

        // 18: a field may be null now.
        project.Edit("partial Wallet(string owner)", "partial Wallet(string? owner)");
        project.Edit("public string Owner", "public string? Owner");
        await Step();

        // 19: the event that ends it has another name.
        project.Edit("[Discard(\"Closed\")]", "[Discard(\"Ended\")]");
        await Step();

        // 20: the event that begins it is a constructor with one more field.
        project.Edit("partial Wallet(string? owner)", "partial Wallet(string? owner, Guid? bank = null)");
        project.Edit("    public decimal Balance", "    public Guid? Bank { get; private set; }\n\n    public decimal Balance");
        await Step();

        Assert.Equal(20, streams.Count);
        Assert.All(streams.SelectMany(id => store.Items.Where(item => item.SequenceId == id).Take(1)), static item => Assert.Matches("^(Account|Wallet)\\.Opened$", item.Topic));
        Assert.Equal(8, store.Topics.Distinct().Count(static topic => topic.Contains("Deposited", StringComparison.Ordinal) || topic.Contains("PaidIn", StringComparison.Ordinal)));
        await Every_upcast_is_needed(project);

        async Task Step(params string[] keys)
        {
            await project.FixAllAsync(keys);
            string[] problems = await project.GetProblemsAsync();
            Assert.True(problems.Length == 0, $"{string.Join('\n', problems)}\n{project.Source}\n{project.Lock}");
            using MemoryStream image = new();
            Assert.True((await project.CompileAsync()).Emit(image).Success);
            image.Position = 0;
            AssemblyLoadContext context = new(nameof(EvolutionTests), isCollectible: true);
            Type use = context.LoadFromStream(image).GetTypes().Single(static type => type.Name == "Use");
            streams.Add((Guid)use.GetMethod("Store")!.Invoke(null, [store])!);
            MethodInfo load = use.GetMethod("Load")!;
            Assert.All(streams, id => Assert.Equal("Ada 5", load.Invoke(null, [store, id])));
            context.Unload();
        }
    }

    /// <summary>Without any one of them the build fails, with the compiler's demand for it or with ours at the event.</summary>
    private static async Task Every_upcast_is_needed(EvolvingProject project)
    {
        string source = project.Source;
        string[] upcasts = [.. source.Split('\n').Where(static line => line.Contains(" Upcast(", StringComparison.Ordinal) || line.Contains(" When(Frozen", StringComparison.Ordinal))];
        Assert.True(upcasts.Length >= 3, source);
        foreach (string upcast in upcasts)
        {
            project.Edit(upcast, "");
            string[] problems = await project.GetProblemsAsync();
            Assert.Contains(problems, problem => problem.Contains("CS8795", StringComparison.Ordinal) || problem.Contains("ESG040", StringComparison.Ordinal));
            Assert.All(problems, problem => Assert.True(problem.Contains("CS8795", StringComparison.Ordinal) || problem.Contains("ESG040", StringComparison.Ordinal), problem));
            project.Replace(source);
        }
    }
}
