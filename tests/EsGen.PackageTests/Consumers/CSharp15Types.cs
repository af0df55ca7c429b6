// What C# 15 needs and .NET 10 doesn't have.
namespace System.Runtime.CompilerServices
{
    [AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
    internal sealed class UnionAttribute : Attribute;

    internal interface IUnion
    {
        object? Value { get; }
    }

    [AttributeUsage(AttributeTargets.Class)]
    internal sealed class IsClosedTypeAttribute : Attribute;
}
