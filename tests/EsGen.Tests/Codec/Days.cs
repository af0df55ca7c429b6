namespace EsGen.Tests.Codec;

[Flags]
internal enum Days
{
    None = 0,
    Monday = 1,
    Tuesday = 2,
    Friday = 16,
}
