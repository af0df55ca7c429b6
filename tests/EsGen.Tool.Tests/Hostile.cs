namespace EsGen.Tool.Tests;

/// <summary>What may be stored, and is hard to keep as it is.</summary>
internal static class Hostile
{
    private static readonly byte[][] s_data =
    [
        [],
        [0],
        [0xff, 0xfe, 0x00],
        "{}"u8.ToArray(),
        " {\"a\": 1} "u8.ToArray(),
        "{\"a\":\n1}"u8.ToArray(),
        "{\"a\":1}\r\n"u8.ToArray(),
        "{\"a\":1e400,\"a\":-0.0,\"b\":0.10}"u8.ToArray(),
        "\"\\ud800\""u8.ToArray(),
        "\"\\u0041\\/\u2028\u0085é\u00ad\ud83d\ude00\""u8.ToArray(),
        "123"u8.ToArray(),
        "null"u8.ToArray(),
        "{\"a\":"u8.ToArray(),
        "[1,2] [red]"u8.ToArray(),
        "\ufeff{}"u8.ToArray(),
        System.Text.Encoding.UTF8.GetBytes(new string('[', 1500) + new string(']', 1500)),
        System.Text.Encoding.UTF8.GetBytes(new string('[', 900) + new string(']', 900)),
    ];

    public static SequencedItem[] Items() =>
    [
        .. s_data.Select(
            static (data, index) => new SequencedItem(BankStore.IdOf(100 + index), 0, "Odd \u00e9\ud83d\ude00\u2028.\"Topic\"\t", data)
        {
            Timestamp = new DateTimeOffset(BankStore.Start.Ticks + index, TimeSpan.Zero),
            Metadata = s_data[^(index + 1)],
        }),
        new SequencedItem(Guid.AllBitsSet, long.MaxValue, "Last.Position", "{}"u8.ToArray()) { Timestamp = DateTimeOffset.MaxValue },
        new SequencedItem(Guid.Empty, 0, "x", "{}"u8.ToArray()) { Timestamp = DateTimeOffset.MinValue },
    ];
}
