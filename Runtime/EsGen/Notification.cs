namespace EsGen;

/// <summary>A stored item with its place in the one order of everything that the store holds.</summary>
/// <param name="Id">The notification id: 1 for the first item ever stored, and on without a gap.</param>
/// <param name="Item">The item.</param>
public readonly record struct Notification(long Id, SequencedItem Item);
