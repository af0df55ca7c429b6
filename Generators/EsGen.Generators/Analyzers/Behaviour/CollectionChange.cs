using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace EsGen.Generators.Analyzers.Behaviour;

/// <summary>Calls that change a collection.</summary>
internal static class CollectionChange
{
    /// <summary>The collection that a call changes; null if it changes none.</summary>
    public static IOperation? GetChanged(IInvocationOperation call)
    {
        IMethodSymbol method = call.TargetMethod;
        if (FindDestination(call) is { } destination)
        {
            return destination;
        }

        if (!method.IsStatic)
        {
            return (IsOfCollections(method) || method.ContainingType.IsRefLikeType) && IsChange(method.Name) ? call.Instance : null;
        }

        // An extension such as CollectionExtensions.AddRange, and what Array and a span's extensions do to their first argument.
        return (method.IsExtensionMethod && IsOfCollections(method) && IsChange(method.Name))
            || (method.ContainingType is { SpecialType: SpecialType.System_Array } or { Name: "MemoryExtensions" }
                && method.Name is "Clear" or "Fill" or "Reverse" or "Sort")
            || (method.ContainingType.Name == "CollectionsMarshal" && method.Name == "SetCount")
                ? call.Arguments.FirstOrDefault(static argument => argument.Parameter?.Ordinal == 0)?.Value
                : null;
    }

    /// <summary>The array or span that a call copies something into.</summary>
    private static IOperation? FindDestination(IInvocationOperation call) =>
        call.TargetMethod.Name is "Copy" or "CopyTo" or "ConstrainedCopy" && QuietTypes.IsOfPlatform(call.TargetMethod.ContainingType)
            ? call.Arguments.FirstOrDefault(static argument =>
                argument.Parameter is { Name: "destinationArray" or "destination" or "array" })?.Value
            : null;

    private static bool IsOfCollections(IMethodSymbol method) =>
        method.ContainingNamespace?.ToDisplayString()
            is "System.Collections"
                or "System.Collections.Generic"
                or "System.Collections.ObjectModel"
                or "System.Collections.Concurrent"
                or "System.Text";

    /// <summary>Whether methods of collections that change them are called so.</summary>
    public static bool IsChange(string name) =>
        name is "Add" or "AddFirst" or "AddLast" or "AddAfter" or "AddBefore" or "AddOrUpdate" or "AddRange"
            or "Append" or "AppendFormat" or "AppendJoin" or "AppendLine" or "Clear"
            or "Dequeue" or "DequeueEnqueue" or "Enqueue" or "EnqueueDequeue" or "EnqueueRange" or "ExceptWith" or "GetOrAdd"
            or "Fill" or "Insert" or "InsertRange" or "IntersectWith" or "Move" or "Pop" or "Push" or "PushRange"
            or "Remove"
            or "RemoveAll"
            or "RemoveAt"
            or "RemoveFirst"
            or "RemoveLast"
            or "RemoveRange"
            or "RemoveWhere"
            or "Replace"
            or "Reverse"
            or "Set"
            or "SetAll"
            or "Sort"
            or "SymmetricExceptWith"
            or "Take"
            or "TryAdd"
            or "TryDequeue"
            or "TryPop"
            or "TryRemove"
            or "TryTake"
            or "TryUpdate"
            or "UnionWith";
}
