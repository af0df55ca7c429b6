using Xunit;

namespace EsGen.Tests.ReadModels;

/// <summary>Baskets and what is in them, changed at random, and what read models must have of them: kept beside the store, by other means.</summary>
internal sealed class BasketHistory(Random random)
{
    private readonly Dictionary<Guid, (string Owner, Guid[] Items, decimal Total, List<string> Prices)> _baskets = [];
    private readonly Dictionary<string, (decimal Total, int Baskets)> _totals = [];
    private readonly List<Guid> _items = [];

    public void Act(EventSourcedApplication app)
    {
        switch (random.Next(6))
        {
            case 0:
                string owner = random.Next(8) == 0 ? "" : $"owner\0{random.Next(5)}";
                Basket basket = new(owner);
                app.Save(basket);
                _baskets.Add(basket.Id, (owner, [], 0m, []));
                if (owner.Length > 0)
                {
                    _totals[owner] = (_totals.GetValueOrDefault(owner).Total, _totals.GetValueOrDefault(owner).Baskets + 1);
                }

                break;
            case 1:
                Item item = new("item", random.Next(100));
                app.Save(item);
                _items.Add(item.Id);
                _totals[item.Id.ToString()] = (item.Price, _totals.GetValueOrDefault(item.Id.ToString()).Baskets);
                break;
            case 2 when _items.Count > 0 && _baskets.Count > 0:
                Guid id = Pick(_baskets.Keys);
                Guid[] filled = [.. Enumerable.Range(0, random.Next(4)).Select(_ => Pick(_items)).Distinct()];
                decimal total = random.Next(1000) / 10m;
                app.Repository<Basket>().Update(id, entity => entity.Fill(filled, total));
                _baskets[id] = _baskets[id] with { Items = filled, Total = total };
                foreach (string key in filled.Select(static part => part.ToString()).Where(_totals.ContainsKey))
                {
                    _totals[key] = (_totals[key].Total + total, _totals[key].Baskets);
                }

                break;
            case 3 when _baskets.Count > 0:
                Guid emptied = Pick(_baskets.Keys);
                app.Repository<Basket>().Update(emptied, static entity => entity.Empty());
                _baskets[emptied] = _baskets[emptied] with { Items = [] };
                break;
            case 4 when _items.Count > 0:
                Guid repriced = Pick(_items);
                decimal price = random.Next(100);
                app.Repository<Item>().Update(repriced, entity => entity.Reprice(price));
                foreach ((string Owner, Guid[] Items, decimal Total, List<string> Prices) holder in _baskets.Values.Where(holder => holder.Items.Contains(repriced)))
                {
                    holder.Prices.Add($"{price}");
                }

                break;
            case 5 when _baskets.Count > 3:
                Guid gone = Pick(_baskets.Keys);
                app.Repository<Basket>().Update(gone, static entity => entity.Discard());
                _baskets.Remove(gone);
                break;
        }
    }

    public void Compare(EventSourcedApplication app)
    {
        ReadModels<BasketView> views = app.ReadModels<BasketView>();
        Assert.Equal(_baskets.Count, views.Count());
        Assert.Equal(_baskets.Keys.Order(), views.All(limit: 10_000).Select(views.KeyOf).Order());
        foreach ((Guid id, (string Owner, Guid[] Items, decimal Total, List<string> Prices) expected) in _baskets)
        {
            BasketView view = views.Get(id);
            Assert.Equal((expected.Owner, expected.Total), (view.Owner, view.Total));
            Assert.Equal(expected.Items, view.Items);
            Assert.Equal(expected.Prices, view.Prices);
        }

        foreach (Guid item in _items)
        {
            Assert.Equal(
                _baskets.Where(basket => basket.Value.Items.Contains(item)).Select(static basket => basket.Key).Order(),
                views.FindByItems(item, limit: 10_000).Select(views.KeyOf).Order());
        }

        Assert.Equal(_baskets.Values.Select(static basket => basket.Total).Order(), views.FindByTotal(limit: 10_000).Select(static view => view.Total));
        ReadModels<OwnerTotal> owners = app.ReadModels<OwnerTotal>();
        Assert.Equal(_totals.OrderBy(static total => total.Key, StringComparer.Ordinal), owners.All(limit: 10_000).Select(
            one => KeyValuePair.Create(owners.KeyOf(one), (one.Total, one.Baskets))));
    }

    private T Pick<T>(IReadOnlyCollection<T> from) => from.ElementAt(random.Next(from.Count));
}
