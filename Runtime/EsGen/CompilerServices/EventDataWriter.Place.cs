using System.Globalization;
using System.Text;
using System.Text.Json;

namespace EsGen.CompilerServices;

public sealed partial class EventDataWriter
{
    // A bit for each level that is a dictionary's object, whose names are keys.
    private ulong _dictionaries;

    /// <summary>
    /// The place of the value that comes next, such as <c>lines[2].price</c>, found in what is written so far: so nothing has to be kept
    /// while all goes well. A dictionary's key is a value of the user's, and so is not told: <c>prices[…].amount</c>.
    /// </summary>
    private string GetPlace()
    {
        // A number at the end has to be known as one; what is incomplete, such as a text of which a part was written, ends the reading.
        byte[] written = [.. _buffer.AsSpan(0, _length), (byte)' '];
        Utf8JsonReader json = new(written, isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { MaxDepth = 2 * MaxDepth }));
        List<(bool IsArray, bool IsDictionary, string Name, int Count)> open = [];
        while (json.Read())
        {
            switch (json.TokenType)
            {
                case JsonTokenType.PropertyName:
                    open[^1] = open[^1] with { Name = json.GetString()! };
                    continue;
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    bool isArray = json.TokenType == JsonTokenType.StartArray;
                    open.Add((isArray, !isArray && (_dictionaries >> open.Count & 1) != 0, "", 0));
                    continue;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    open.RemoveAt(open.Count - 1);
                    break;
            }

            if (open.Count > 0)
            {
                open[^1] = open[^1] with { Count = open[^1].Count + 1 };
            }
        }

        StringBuilder place = new();
        foreach ((bool isArray, bool isDictionary, string name, int count) in open)
        {
            place.Append((isArray, isDictionary) switch
            {
                (true, _) => string.Create(CultureInfo.InvariantCulture, $"[{count}]"),
                (_, true) => "[…]",
                _ when place.Length > 0 => "." + name,
                _ => name,
            });
        }

        return place.Length == 0 ? FieldName : place.ToString();
    }
}
