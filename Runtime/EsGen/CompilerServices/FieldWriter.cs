using System.ComponentModel;

namespace EsGen.CompilerServices;

/// <summary>Writes one value, such as an element of a list.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
/// <param name="writer">Where to write.</param>
/// <param name="value">What to write.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate void FieldWriter<in T>(EventDataWriter writer, T value);
