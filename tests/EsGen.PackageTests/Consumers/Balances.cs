using System;
using System.Collections.Generic;
using System.Linq;
using EsGen;
using EsGen.LiteDB;
using QuickStart;
using static QuickStart.Account;

using LiteDbDatastore datastore = LiteDbDatastore.Open(":memory:");
await using EventSourcedApplication app = new(datastore);
await using EventSourcedRunner runner = new(app);
runner.Add<Balances.BalanceView>();
runner.Add<Balances.OwnerView>();
await runner.StartAsync().ConfigureAwait(false);

Account ada = new("Ada");
ada.Deposit(100m);
ada.Withdraw(500m);
Account second = new("Ada");
second.Deposit(1m);
Account closed = new("Ben");
closed.Close();
app.Save(ada, second, closed);
await runner.WaitUntilCaughtUpAsync().ConfigureAwait(false);

ReadModels<Balances.BalanceView> balances = app.ReadModels<Balances.BalanceView>();
QuickStartSteps.Check(Balances.BalanceViewReadModelExtensions.FindByBalance(balances, from: 50m).Single().Refused == 500m, "found by an index");
QuickStartSteps.Check(!Balances.BalanceViewReadModelExtensions.Contains(balances, closed.Id), "removed");
QuickStartSteps.Check(Balances.BalanceView.Replay(ada.Id, [new Opened("Ada"), new Deposited(3m)])!.Balance == 3m, "replayed");
IReadOnlyList<Balances.OwnerView> owners = Balances.OwnerViewReadModelExtensions.All(app.ReadModels<Balances.OwnerView>());
QuickStartSteps.Check(owners.Single(owner => owner.Owner == "Ada").Accounts == 2, "by a key of its own");
Console.WriteLine("all checks held");

namespace Balances
{
    /// <summary>A row of an account, whose events another assembly has.</summary>
    [ReadModel]
    public partial class BalanceView
    {
        /// <summary>What is in it.</summary>
        [Indexed] public decimal Balance { get; private set; }

        /// <summary>What was refused last.</summary>
        public decimal Refused { get; private set; }

        private void On(Opened e) => Balance = 0m;

        private void On(Deposited e) => Balance += e.Amount;

        private void On(Withdrawn e) => Balance -= e.Amount;

        private void On(WithdrawalRefused e) => Refused = e.Amount;

        private void On(Closed e) => Remove();
    }

    /// <summary>How many accounts somebody has opened.</summary>
    [ReadModel("owners")]
    public partial class OwnerView
    {
        /// <summary>Who.</summary>
        [Key] public string Owner { get; private set; } = "";

        /// <summary>How many.</summary>
        public int Accounts { get; private set; }

        private static string KeyOf(Opened e) => e.Owner;

        private void On(Opened e) => Accounts++;
    }
}
