using System.Collections.Immutable;
using EsGen.CompilerServices;

namespace EsGen.Tests.Codec;

/// <summary>An event with its codec, in the form that the generator gives it.</summary>
internal sealed record Paid(
    decimal Amount,
    string? Note,
    List<string> Tags,
    Kind Kind,
    DateOnly? Due,
    string[] Lines,
    IReadOnlyList<int?> Counts,
    ImmutableArray<Guid> Parts,
    DateTimeOffset At,
    double Rate,
    byte[]? Proof,
    bool Final)
{
    public const string Topic = "Invoice.Paid";

    public static readonly Paid Sample = new(
        1.00m,
        "é漢😀 <&> \"\\\n",
        ["a", "$type"],
        Kind.Card,
        new DateOnly(2026, 2, 28),
        ["x"],
        [1, null, -3],
        [Guid.Parse("0197d2a0-0000-7000-8000-000000000002")],
        new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(-3.5)).AddTicks(1),
        -0.1,
        [0, 255, 3],
        true);

    public static SequencedItem Encode(Paid e)
    {
        EventDataWriter writer = EventDataWriter.Begin(Topic, int.MaxValue);
        Encode(e, writer);
        return new SequencedItem(OneField.SequenceId, 7, Topic, writer.End());
    }

    public static Paid Decode(in SequencedItem item)
    {
        Decode(item, out decimal amount, out string? note, out List<string> tags, out Kind kind, out DateOnly? due, out string[] lines, out IReadOnlyList<int?> counts, out ImmutableArray<Guid> parts, out DateTimeOffset at, out double rate, out byte[]? proof, out bool final);
        return new Paid(amount, note, tags, kind, due, lines, counts, parts, at, rate, proof, final);
    }

    private static void Encode(Paid e, EventDataWriter writer)
    {
        writer.Name("amount"u8);
        writer.WriteDecimal(e.Amount);
        writer.Name("note"u8);
        writer.WriteNullable(e.Note, static (writer, value) => writer.WriteString(value));
        writer.Name("tags"u8);
        writer.WriteList(e.Tags, static (writer, value) => writer.WriteString(value));
        writer.Name("kind"u8);
        writer.WriteEnum(e.Kind);
        writer.Name("due"u8);
        writer.WriteNullable(e.Due, static (writer, value) => writer.WriteDateOnly(value));
        writer.Name("lines"u8);
        writer.WriteList(e.Lines, static (writer, value) => writer.WriteString(value));
        writer.Name("counts"u8);
        writer.WriteList(e.Counts, static (writer, value) => writer.WriteNullable(value, static (writer, value) => writer.WriteInt32(value)));
        writer.Name("parts"u8);
        writer.WriteList(e.Parts, static (writer, value) => writer.WriteGuid(value));
        writer.Name("at"u8);
        writer.WriteDateTimeOffset(e.At);
        writer.Name("rate"u8);
        writer.WriteDouble(e.Rate);
        writer.Name("proof"u8);
        writer.WriteNullable(e.Proof, static (writer, value) => writer.WriteBytes(value));
        writer.Name("final"u8);
        writer.WriteBoolean(e.Final);
    }

    private static void Decode(in SequencedItem item, out decimal amount, out string? note, out List<string> tags, out Kind kind, out DateOnly? due, out string[] lines, out IReadOnlyList<int?> counts, out ImmutableArray<Guid> parts, out DateTimeOffset at, out double rate, out byte[]? proof, out bool final)
    {
        var reader = new EventDataReader(item);
        bool hasAmount = false, hasNote = false, hasTags = false, hasKind = false, hasDue = false, hasLines = false, hasCounts = false, hasParts = false, hasAt = false, hasRate = false, hasProof = false, hasFinal = false;
        amount = default;
        note = null;
        tags = default!;
        kind = default;
        due = null;
        lines = default!;
        counts = default!;
        parts = default;
        at = default;
        rate = default;
        proof = null;
        final = false;
        do
        {
            if (reader.IsMember("amount"u8, ref hasAmount)) amount = reader.ReadDecimal();
            if (reader.IsMember("note"u8, ref hasNote)) note = reader.ReadNullable(static (ref reader) => reader.ReadString());
            if (reader.IsMember("tags"u8, ref hasTags)) tags = reader.ReadList(static (ref reader) => reader.ReadString());
            if (reader.IsMember("kind"u8, ref hasKind)) kind = reader.ReadEnum<Kind>();
            if (reader.IsMember("due"u8, ref hasDue)) due = reader.ReadNullableValue(static (ref reader) => reader.ReadDateOnly());
            if (reader.IsMember("lines"u8, ref hasLines)) lines = reader.ReadArray(static (ref reader) => reader.ReadString());
            if (reader.IsMember("counts"u8, ref hasCounts)) counts = reader.ReadReadOnlyList(static (ref reader) => reader.ReadNullableValue(static (ref reader) => reader.ReadInt32()));
            if (reader.IsMember("parts"u8, ref hasParts)) parts = reader.ReadImmutableArray(static (ref reader) => reader.ReadGuid());
            if (reader.IsMember("at"u8, ref hasAt)) at = reader.ReadDateTimeOffset();
            if (reader.IsMember("rate"u8, ref hasRate)) rate = reader.ReadDouble();
            if (reader.IsMember("proof"u8, ref hasProof)) proof = reader.ReadNullable(static (ref reader) => reader.ReadBytes());
            if (reader.IsMember("final"u8, ref hasFinal)) final = reader.ReadBoolean();
        }
        while (reader.MoreMembers());

        if (!hasAmount) throw reader.Missing("amount");
        if (!hasTags) throw reader.Missing("tags");
        if (!hasKind) throw reader.Missing("kind");
        if (!hasLines) throw reader.Missing("lines");
        if (!hasCounts) throw reader.Missing("counts");
        if (!hasParts) throw reader.Missing("parts");
        if (!hasAt) throw reader.Missing("at");
        if (!hasRate) throw reader.Missing("rate");
    }
}
