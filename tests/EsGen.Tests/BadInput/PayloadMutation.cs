using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EsGen.Tests.BadInput;

/// <summary>Ways in which the data of an event can be wrong.</summary>
internal static class PayloadMutation
{
    private static readonly JsonSerializerOptions[] s_styles = [new(), new() { WriteIndented = true }];

    /// <summary>Damage of some sort.</summary>
    public static byte[] Damage(byte[] valid, Random random) => random.Next(14) switch
    {
        0 => Flip(valid, random),
        1 => valid[..random.Next(valid.Length)],
        2 => SwapBytes(valid, random),
        3 => InsertByte(valid, random),
        4 => RemoveBytes(valid, random),
        5 => RepeatMember(valid, random),
        6 => ReplaceValue(valid, random, ["null", "true", "\"secret\"", "[]", "{}", "0", "-1.5", "[[[]]]", "{\"secret\":1}"]),
        7 => ReplaceValue(valid, random, ["1e999", "-1e999", "99999999999999999999999999999999999999999999999999", "1E+400", "0.00000000000000000000000000000000000000001", new string('9', 20_000)]),
        8 => ReplaceValue(valid, random, [Nest(random.Next(1, 100)), Nest(100_000), NestObjects(100)]),
        9 => ReplaceValue(valid, random, ["\"" + new string('x', 100_000) + "\"", "\"" + new string('漢', 30_000) + "\"", "\"" + string.Concat(Enumerable.Repeat("\\u0073", 10_000)) + "\""]),
        10 => [0xEF, 0xBB, 0xBF, .. valid],
        11 => (random.Next(2) == 0 ? Encoding.Unicode : Encoding.BigEndianUnicode).GetBytes(Encoding.UTF8.GetString(valid)),
        12 => [.. valid, .. random.Next(2) == 0 ? "{}"u8 : "\0"u8],
        _ => Flip(SwapBytes(valid, random), random),
    };

    /// <summary>The same values in another dress: other orders of members, blanks, escapes and unknown members.</summary>
    public static byte[] Disguise(byte[] valid, Random random)
    {
        JsonNode root = JsonNode.Parse(valid)!;
        return JsonSerializer.SerializeToUtf8Bytes(Shuffle(root, random, mayGrow: true), random.GetItems(s_styles, 1)[0]);
    }

    private static JsonNode? Shuffle(JsonNode? node, Random random, bool mayGrow)
    {
        switch (node)
        {
            case JsonObject o:
                KeyValuePair<string, JsonNode?>[] members = [.. o];
                random.Shuffle(members);
                JsonObject shuffled = [];
                foreach ((string name, JsonNode? value) in members)
                {
                    shuffled.Add(name, Shuffle(value, random, mayGrow: false));
                }

                if (mayGrow)
                {
                    shuffled.Insert(random.Next(shuffled.Count + 1), "unknown", JsonNode.Parse("""{"a":[1,{"b":null}],"c":"\u0041"}"""));
                }

                return shuffled;
            case JsonArray a:
                return new JsonArray([.. a.Select(element => Shuffle(element, random, mayGrow: false))]);
            default:
                return node?.DeepClone();
        }
    }

    private static byte[] Flip(byte[] valid, Random random)
    {
        byte[] data = [.. valid];
        for (int times = random.Next(1, 4); times > 0; times--)
        {
            data[random.Next(data.Length)] ^= (byte)(1 << random.Next(8));
        }

        return data;
    }

    private static byte[] SwapBytes(byte[] valid, Random random)
    {
        byte[] data = [.. valid];
        int left = random.Next(data.Length), right = random.Next(data.Length);
        (data[left], data[right]) = (data[right], data[left]);
        return data;
    }

    private static byte[] InsertByte(byte[] valid, Random random)
    {
        int at = random.Next(valid.Length + 1);
        return [.. valid[..at], (byte)random.Next(256), .. valid[at..]];
    }

    private static byte[] RemoveBytes(byte[] valid, Random random)
    {
        int at = random.Next(valid.Length);
        return [.. valid[..at], .. valid[Math.Min(valid.Length, at + random.Next(1, 10))..]];
    }

    private static byte[] RepeatMember(byte[] valid, Random random)
    {
        (int start, int end) = random.GetItems(FindMembers(valid), 1)[0];
        return [.. valid[..end], (byte)',', .. valid[start..end], .. valid[end..]];
    }

    private static byte[] ReplaceValue(byte[] valid, Random random, string[] values)
    {
        (int start, int end) = random.GetItems(FindValues(valid), 1)[0];
        return [.. valid[..start], .. Encoding.UTF8.GetBytes(random.GetItems(values, 1)[0]), .. valid[end..]];
    }

    private static string Nest(int depth) => new string('[', depth) + new string(']', depth);

    private static string NestObjects(int depth) => string.Concat(Enumerable.Repeat("{\"name\":\"a\",\"children\":[],\"next\":", depth)) + "null" + new string('}', depth);

    private static (int Start, int End)[] FindMembers(byte[] valid)
    {
        List<(int, int)> members = [];
        Stack<int> names = new();
        Utf8JsonReader reader = new(valid);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                int start = (int)reader.TokenStartIndex;
                Utf8JsonReader value = reader;
                value.Read();
                value.Skip();
                members.Add((start, (int)value.BytesConsumed));
            }
        }

        return [.. members];
    }

    private static (int Start, int End)[] FindValues(byte[] valid)
    {
        List<(int, int)> values = [];
        Utf8JsonReader reader = new(valid);
        while (reader.Read())
        {
            if (reader.TokenType is not (JsonTokenType.PropertyName or JsonTokenType.EndArray or JsonTokenType.EndObject))
            {
                Utf8JsonReader value = reader;
                value.Skip();
                values.Add(((int)reader.TokenStartIndex, (int)value.BytesConsumed));
            }
        }

        return [.. values];
    }
}
