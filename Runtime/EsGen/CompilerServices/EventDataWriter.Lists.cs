using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace EsGen.CompilerServices;

public sealed partial class EventDataWriter
{
    /// <summary>Writes a list as an array.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="values">The list.</param>
    /// <param name="write">Writes an element.</param>
    public void WriteList<T>(List<T> values, FieldWriter<T> write)
    {
        RefuseNull(values);
        WriteElements(CollectionsMarshal.AsSpan(values), write);
    }

    /// <summary>Writes an array.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="values">The array.</param>
    /// <param name="write">Writes an element.</param>
    public void WriteList<T>(T[] values, FieldWriter<T> write)
    {
        RefuseNull(values);
        WriteElements(values, write);
    }

    /// <summary>Writes an array; one that was never initialized is empty.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="values">The array.</param>
    /// <param name="write">Writes an element.</param>
    public void WriteList<T>(ImmutableArray<T> values, FieldWriter<T> write) => WriteElements(values.AsSpan(), write);

    /// <summary>Writes a list as an array.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="values">The list.</param>
    /// <param name="write">Writes an element.</param>
    public void WriteList<T>(IReadOnlyList<T> values, FieldWriter<T> write)
    {
        RefuseNull(values);
        WriteStartArray();
        for (int index = 0; index < values.Count; index++)
        {
            write(this, values[index]);
        }

        _json.WriteEndArray();
    }

    private void WriteElements<T>(ReadOnlySpan<T> values, FieldWriter<T> write)
    {
        WriteStartArray();
        foreach (T value in values)
        {
            write(this, value);
        }

        _json.WriteEndArray();
    }

    private void WriteStartArray()
    {
        if (_json.CurrentDepth >= MaxDepth)
        {
            throw Refusal($"nests lists deeper than {MaxDepth} levels", "Declare it flatter.");
        }

        _json.WriteStartArray();
    }
}
