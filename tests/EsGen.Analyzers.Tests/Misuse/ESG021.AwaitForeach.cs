[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    public int Value { get; private set; }

    [Event("Shipped")] public partial void Ship();

    private partial void WhenShipped()
    {
        _ = Count.RunAsync();
    }
}

public static class Count
{
    public static async Task<int> RunAsync()
    {
        int sum = 0;
        await using Resource resource = new();
        await foreach (int number in new Numbers())
        {
            sum += number;
        }

        return sum;
    }
}

public sealed class Resource : IAsyncDisposable
{
    public ValueTask DisposeAsync()
    {
        _ = 1;
        return default;
    }
}

public sealed class Numbers
{
    public Cursor GetAsyncEnumerator() => new();

    public sealed class Cursor
    {
        public int Current => {|ESG021:Environment.TickCount|};

        public ValueTask<bool> MoveNextAsync() => default;
    }
}
