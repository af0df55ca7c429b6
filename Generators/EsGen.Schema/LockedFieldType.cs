namespace EsGen.Schema;

/// <summary>What a field's value looks like when stored: <c>decimal</c>, <c>list&lt;string?&gt;</c>, <c>Money</c>.</summary>
/// <param name="Word">A word of <see cref="TypeWords"/>, or the name of a type beside it.</param>
/// <param name="Arguments">What is in a collection.</param>
/// <param name="IsNullable">Whether it may be null.</param>
internal sealed record LockedFieldType(string Word, EquatableArray<LockedFieldType> Arguments, bool IsNullable)
{
    public override string ToString() => Word + (Arguments.Count == 0 ? "" : $"<{string.Join(", ", Arguments)}>") + (IsNullable ? "?" : "");
}
