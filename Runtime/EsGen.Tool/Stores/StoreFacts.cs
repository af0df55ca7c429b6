namespace EsGen.Tool.Stores;

/// <summary>What a store says about itself.</summary>
/// <param name="Format">The number of the layout it is stored in.</param>
/// <param name="StoreId">Which store it is; its copies have others.</param>
/// <param name="Size">How many bytes it has, snapshots and read models not counted; null if that isn't known.</param>
/// <param name="OldestUnfolded">
/// The oldest notification that isn't in the blocks of its sequence yet; null if all are, or where there is no such thing.
/// </param>
internal sealed record StoreFacts(int Format, Guid StoreId, long? Size, long? OldestUnfolded);
