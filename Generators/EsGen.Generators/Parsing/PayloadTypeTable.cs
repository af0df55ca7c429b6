namespace EsGen.Generators.Parsing;

/// <summary>The types of the user's that an entity's fields refer to, each parsed once, though types may contain themselves.</summary>
internal sealed class PayloadTypeTable
{
    private readonly List<(FieldShape Shape, string Name, PayloadTypeModel? Model)> _entries = [];
    private readonly Dictionary<string, string> _refused = new(StringComparer.Ordinal);

    public IEnumerable<PayloadTypeModel> Types => _entries.Select(static entry => entry.Model).OfType<PayloadTypeModel>();

    /// <summary>The type of this name; null if there is none, or none yet.</summary>
    public PayloadTypeModel? Find(
        FieldShape shape,
        string name) => _entries.FirstOrDefault(entry => entry.Shape == shape && entry.Name == name).Model;

    /// <summary>The type, parsed if this is the first time that it is met.</summary>
    /// <param name="shape">What it is.</param>
    /// <param name="name">Its full name.</param>
    /// <param name="parse">Parses it; what it meets meanwhile may refer to this type already.</param>
    /// <returns>Why it can't be stored; null if it can.</returns>
    public string? Add(FieldShape shape, string name, Func<(PayloadTypeModel? Model, string? Reason)> parse)
    {
        string key = shape + " " + name;
        if (_refused.TryGetValue(key, out string known))
        {
            return known;
        }

        if (_entries.Any(entry => entry.Shape == shape && entry.Name == name))
        {
            return null;
        }

        int index = _entries.Count;
        _entries.Add((shape, name, null));
        (PayloadTypeModel? model, string? reason) = parse();
        if (reason is not null)
        {
            // What was met meanwhile may refer to it, and is parsed again if it is met elsewhere.
            _entries.RemoveRange(index, _entries.Count - index);
            _refused.Add(key, reason);
            return reason;
        }

        _entries[index] = (shape, name, model);
        return null;
    }
}
