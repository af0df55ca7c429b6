using System.ComponentModel;

namespace EsGen.CompilerServices;

/// <summary>Makes an instance of a state that was written.</summary>
/// <typeparam name="T">The entity's class.</typeparam>
/// <param name="recorder">The recorder of the new instance.</param>
/// <param name="reader">Stands before the state's first member.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate T StateReader<out T>(EventRecorder recorder, ref EventDataReader reader);
