using System.ComponentModel;

namespace EsGen.CompilerServices;

/// <summary>Reads one value, such as an element of a list.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
/// <param name="reader">Where to read.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate T FieldReader<out T>(ref EventDataReader reader);
