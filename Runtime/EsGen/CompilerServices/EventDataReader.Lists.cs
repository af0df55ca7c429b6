using System.Buffers;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace EsGen.CompilerServices;

/// <summary>Lists.</summary>
public ref partial struct EventDataReader
{
    /// <summary>Reads an array as a list.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="read">Reads an element.</param>
    public List<T> ReadList<T>(FieldReader<T> read)
    {
        ReadOnlySpan<T> elements = ReadElements(read, out T[] rented);
        List<T> values = new(elements.Length);
        values.AddRange(elements);
        Return(rented);
        return values;
    }

    /// <summary>Reads an array.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="read">Reads an element.</param>
    public T[] ReadArray<T>(FieldReader<T> read)
    {
        T[] values = ReadElements(read, out T[] rented).ToArray();
        Return(rented);
        return values;
    }

    /// <summary>Reads an array as an immutable one.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="read">Reads an element.</param>
    public ImmutableArray<T> ReadImmutableArray<T>(FieldReader<T> read) =>
        _isState && ReadNull() ? default : ImmutableCollectionsMarshal.AsImmutableArray(ReadArray(read));

    /// <summary>Reads an array as a queue, which only an entity's state has.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="read">Reads an element.</param>
    public Queue<T> ReadQueue<T>(FieldReader<T> read) => new(ReadArray(read));

    /// <summary>Reads an array as a stack, which only an entity's state has; its first element is on top.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="read">Reads an element.</param>
    public Stack<T> ReadStack<T>(FieldReader<T> read)
    {
        T[] values = ReadArray(read);
        Array.Reverse(values);
        return new Stack<T>(values);
    }

    /// <summary>Reads an array as a list that nobody can change.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="read">Reads an element.</param>
    public IReadOnlyList<T> ReadReadOnlyList<T>(FieldReader<T> read) => new ReadOnlyCollection<T>(ReadArray(read));

    /// <summary>Reads into a pooled array, so that growing leaves no garbage.</summary>
    private ReadOnlySpan<T> ReadElements<T>(FieldReader<T> read, out T[] rented)
    {
        ArgumentNullException.ThrowIfNull(read);
        BeginNested('[', "an array");
        rented = [];
        int count = 0;
        while (MoveNext(']'))
        {
            if (count == rented.Length)
            {
                T[] larger = ArrayPool<T>.Shared.Rent(Math.Max(count * 2, 16));
                rented.CopyTo(larger, 0);
                Return(rented);
                rented = larger;
            }

            rented[count++] = read(ref this);
        }

        return rented.AsSpan(0, count);
    }

    private static void Return<T>(T[] rented)
    {
        if (rented.Length > 0)
        {
            ArrayPool<T>.Shared.Return(rented, clearArray: RuntimeHelpers.IsReferenceOrContainsReferences<T>());
        }
    }
}
