using System.Collections.Immutable;
using System.Collections.ObjectModel;
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
        SkipWhiteSpace();
        if (!TrySkip('['))
        {
            throw Expected("an array");
        }

        List<T> values = [];
        SkipWhiteSpace();
        if (TrySkip(']'))
        {
            return values;
        }

        while (true)
        {
            values.Add(read(ref this));
            SkipWhiteSpace();
            if (TrySkip(']'))
            {
                return values;
            }

            if (!TrySkip(','))
            {
                throw Broken();
            }
        }
    }

    /// <summary>Reads an array.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="read">Reads an element.</param>
    public T[] ReadArray<T>(FieldReader<T> read) => ReadList(read).ToArray();

    /// <summary>Reads an array as an immutable one.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="read">Reads an element.</param>
    public ImmutableArray<T> ReadImmutableArray<T>(FieldReader<T> read) => ImmutableCollectionsMarshal.AsImmutableArray(ReadArray(read));

    /// <summary>Reads an array as a list that nobody can change.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="read">Reads an element.</param>
    public IReadOnlyList<T> ReadReadOnlyList<T>(FieldReader<T> read) => new ReadOnlyCollection<T>(ReadArray(read));
}
