namespace EsGen.Tests.Domain;

public enum Colour
{
    Red,
    Green,
    DeepBlue,
}
