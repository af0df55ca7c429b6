using EsGen.LiteDB;
using EsGen.Tests.Stores;
using Xunit;

namespace EsGen.Tests.ReadModels;

/// <summary>
/// Whatever happens in whatever order, and whenever a runner begins, stops or makes again: documents are what a fold over all events gives.
/// </summary>
public sealed class RandomHistoryTests
{
    public static TheoryData<int, bool> Seeds()
    {
        TheoryData<int, bool> seeds = [];
        for (int seed = 0; seed < 12; seed++)
        {
            seeds.Add(seed, seed % 3 == 0);
        }

        return seeds;
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Documents_are_a_fold_over_all_events(int seed, bool inFile)
    {
        using TemporaryFolder folder = new();
        Random random = new(seed);
        Dictionary<Guid, (string Owner, Guid[] Items, decimal Total, List<string> Prices)> baskets = [];
        Dictionary<string, (decimal Total, int Baskets)> totals = [];
        List<Guid> items = [];
        string path = inFile ? folder.File("example.db") : ":memory:";
        LiteDbDatastore datastore = LiteDbDatastore.Open(path);
        for (int round = 0; round < 4; round++)
        {
            await using EventSourcedApplication app = new(datastore);
            await using EventSourcedRunner runner = new(app);
            runner.Add<BasketView>();
            runner.Add<OwnerTotal>();
            await runner.StartAsync();
            for (int i = 0; i < 60; i++)
            {
                Act(app);
            }

            if (random.Next(2) == 0)
            {
                await runner.RebuildAsync<BasketView>();
            }

            await runner.WaitUntilCaughtUpAsync();
            Compare(app);
            await runner.StopAsync();
            for (int i = 0; i < 20; i++)
            {
                Act(app);
            }

            if (inFile)
            {
                datastore.Dispose();
                if (random.Next(4) == 0)
                {
                    File.Delete(folder.File("example.readmodels.db"));
                }

                datastore = LiteDbDatastore.Open(path);
            }
        }

        datastore.Dispose();

        void Act(EventSourcedApplication app)
        {
            switch (random.Next(6))
            {
                case 0:
                    string owner = random.Next(8) == 0 ? "" : $"owner\0{random.Next(5)}";
                    Basket basket = new(owner);
                    app.Save(basket);
                    baskets.Add(basket.Id, (owner, [], 0m, []));
                    if (owner.Length > 0)
                    {
                        totals[owner] = (totals.GetValueOrDefault(owner).Total, totals.GetValueOrDefault(owner).Baskets + 1);
                    }

                    break;
                case 1:
                    Item item = new("item", random.Next(100));
                    app.Save(item);
                    items.Add(item.Id);
                    totals[item.Id.ToString()] = (item.Price, totals.GetValueOrDefault(item.Id.ToString()).Baskets);
                    break;
                case 2 when items.Count > 0 && baskets.Count > 0:
                    Guid id = Pick(baskets.Keys);
                    Guid[] filled = [.. Enumerable.Range(0, random.Next(4)).Select(_ => Pick(items)).Distinct()];
                    decimal total = random.Next(1000) / 10m;
                    app.Repository<Basket>().Update(id, entity => entity.Fill(filled, total));
                    baskets[id] = baskets[id] with { Items = filled, Total = total };
                    foreach (string key in filled.Select(static part => part.ToString()).Where(totals.ContainsKey))
                    {
                        totals[key] = (totals[key].Total + total, totals[key].Baskets);
                    }

                    break;
                case 3 when baskets.Count > 0:
                    Guid emptied = Pick(baskets.Keys);
                    app.Repository<Basket>().Update(emptied, static entity => entity.Empty());
                    baskets[emptied] = baskets[emptied] with { Items = [] };
                    break;
                case 4 when items.Count > 0:
                    Guid repriced = Pick(items);
                    decimal price = random.Next(100);
                    app.Repository<Item>().Update(repriced, entity => entity.Reprice(price));
                    foreach ((string Owner, Guid[] Items, decimal Total, List<string> Prices) holder in baskets.Values.Where(holder => holder.Items.Contains(repriced)))
                    {
                        holder.Prices.Add($"{price}");
                    }

                    break;
                case 5 when baskets.Count > 3:
                    Guid gone = Pick(baskets.Keys);
                    app.Repository<Basket>().Update(gone, static entity => entity.Discard());
                    baskets.Remove(gone);
                    break;
            }
        }

        T Pick<T>(IReadOnlyCollection<T> from) => from.ElementAt(random.Next(from.Count));

        void Compare(EventSourcedApplication app)
        {
            ReadModels<BasketView> views = app.ReadModels<BasketView>();
            Assert.Equal(baskets.Count, views.Count());
            Assert.Equal(baskets.Keys.Order(), views.All(limit: 10_000).Select(views.KeyOf).Order());
            foreach ((Guid id, (string Owner, Guid[] Items, decimal Total, List<string> Prices) expected) in baskets)
            {
                BasketView view = views.Get(id);
                Assert.Equal((expected.Owner, expected.Total), (view.Owner, view.Total));
                Assert.Equal(expected.Items, view.Items);
                Assert.Equal(expected.Prices, view.Prices);
            }

            foreach (Guid item in items)
            {
                Assert.Equal(
                    baskets.Where(basket => basket.Value.Items.Contains(item)).Select(static basket => basket.Key).Order(),
                    views.FindByItems(item, limit: 10_000).Select(views.KeyOf).Order());
            }

            Assert.Equal(baskets.Values.Select(static basket => basket.Total).Order(), views.FindByTotal(limit: 10_000).Select(static view => view.Total));
            ReadModels<OwnerTotal> owners = app.ReadModels<OwnerTotal>();
            Assert.Equal(totals.OrderBy(static total => total.Key, StringComparer.Ordinal), owners.All(limit: 10_000).Select(
                one => KeyValuePair.Create(owners.KeyOf(one), (one.Total, one.Baskets))));
        }
    }
}
