namespace EsGen;

/// <summary>
/// Says that the strings of a field are few and repeat, such as currencies: those that are read from the store are shared then instead of
/// allocated for each event.
/// </summary>
/// <remarks>
/// It changes nothing that is stored. Strings of at most 64 ASCII characters are shared, 1,024 of them in a process; a field of which every
/// value is another gains nothing and crowds out others.
/// </remarks>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property | AttributeTargets.Field)]
public sealed class InternedAttribute : Attribute;
