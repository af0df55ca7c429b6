namespace EsGen;

/// <summary>Where a policy begins that never ran on a store.</summary>
public enum PolicyStart
{
    /// <summary>At the first event of the store.</summary>
    Beginning,

    /// <summary>At what is stored after its first start.</summary>
    End,
}
