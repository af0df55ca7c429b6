using System.ComponentModel;

namespace EsGen.CompilerServices;

/// <summary>Reads an event.</summary>
/// <typeparam name="T">The type of the event.</typeparam>
/// <param name="item">The stored event.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate T EventDecoder<out T>(in SequencedItem item);
