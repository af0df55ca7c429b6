using System.Buffers.Binary;
using Npgsql;

namespace EsGen.PostgreSql;

/// <summary>What the store knows of a version's documents.</summary>
/// <param name="Id">The number in the tables' names.</param>
/// <param name="LastCommit">The id of the last commit.</param>
/// <param name="KeyKind">What the keys are.</param>
/// <param name="IsKeySigned">Whether a key that is a number can be negative.</param>
/// <param name="Columns">The columns for SQL.</param>
/// <param name="Expressions">What is in them.</param>
/// <param name="IsCaughtUp">Whether the documents answer.</param>
internal sealed record ModelRow(
    long Id, Guid LastCommit, DocumentValue KeyKind, bool IsKeySigned, string[] Columns, string[] Expressions, bool IsCaughtUp)
{
    public const string Selection = "model_id, last_commit, key_kind, is_key_signed, columns, expressions, position >= goal";

    public static ModelRow Read(NpgsqlDataReader reader) => new(
        reader.GetInt64(0),
        reader.GetGuid(1),
        (DocumentValue)reader.GetInt32(2),
        reader.GetBoolean(3),
        reader.GetFieldValue<string[]>(4),
        reader.GetFieldValue<string[]>(5),
        reader.GetBoolean(6));

    public static Guid ToGuid(UInt128 hash)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, hash);
        return new Guid(bytes, bigEndian: true);
    }

    public static UInt128 ToHash(Guid stored)
    {
        Span<byte> bytes = stackalloc byte[16];
        stored.TryWriteBytes(bytes, bigEndian: true, out _);
        return BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }
}
