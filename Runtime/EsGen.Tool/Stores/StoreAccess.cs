namespace EsGen.Tool.Stores;

/// <summary>What a store is opened for.</summary>
internal enum StoreAccess
{
    /// <summary>To look at it; nothing is changed.</summary>
    Read,

    /// <summary>To change it; it must be there.</summary>
    Change,

    /// <summary>To change it; it is made if there is none.</summary>
    Create,
}
