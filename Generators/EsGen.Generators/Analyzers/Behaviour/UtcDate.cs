using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace EsGen.Generators.Analyzers.Behaviour;

/// <summary>Dates that are UTC wherever the code runs, so that no machine's time zone comes into what is made of them.</summary>
/// <param name="locals">The variables of the code.</param>
internal sealed class UtcDate(LocalValues locals)
{
    private const int Depth = 8;

    /// <summary>Whether a member makes a <see cref="DateTimeOffset"/> of a date without being told the offset.</summary>
    public static bool IsAsked(IMethodSymbol member) =>
        member is
        {
            MethodKind: MethodKind.Constructor or MethodKind.Conversion,
            Parameters: [{ Type.SpecialType: SpecialType.System_DateTime }],
            ContainingType.Name: nameof(DateTimeOffset),
        };

    /// <summary>Whether the only argument of such a member is UTC.</summary>
    public bool IsGiven(IOperation operation) => operation switch
    {
        IObjectCreationOperation { Arguments: [{ Value: var value }] } => Is(value, Depth),
        IConversionOperation { Operand: var value } => Is(value, Depth),
        _ => false,
    };

    private bool Is(IOperation value, int depth) => depth > 0 && value switch
    {
        IConversionOperation { OperatorMethod: null, Operand: var operand } => Is(operand, depth),
        ILocalReferenceOperation { Local: var local } use => locals.Get(local, use.Syntax).ToArray() is { Length: > 0 } values
            && values.All(given => !given.IsElement && Is(given.Value, depth - 1)),
        IFieldReferenceOperation { Field: { Name: "UnixEpoch" } field } => IsOfDates(field),
        IPropertyReferenceOperation { Property: { Name: "UtcDateTime" or "UtcNow" } property } => IsOfDates(property),
        IPropertyReferenceOperation
        {
            Property: { Name: "Date" } property,
            Instance: { Type.SpecialType: SpecialType.System_DateTime } of
        } =>
            IsOfDates(property) && Is(of, depth - 1),
        IObjectCreationOperation { Type.SpecialType: SpecialType.System_DateTime, Arguments: var arguments } => arguments.Any(IsUtcKind),
        IInvocationOperation { TargetMethod: var method } call when IsOfDates(method) =>
            method.Name is "ToUniversalTime" or "FromFileTimeUtc"
            || call.Arguments.Any(IsUtcKind)
            || (IsMove(method) && call.Instance is { } moved && Is(moved, depth - 1)),
        IBinaryOperation { LeftOperand: var date, Type: { } type } => IsDate(type) && Is(date, depth - 1),
        IConditionalOperation { WhenTrue: var first, WhenFalse: { } second } => Is(first, depth - 1) && Is(second, depth - 1),
        ICoalesceOperation { Value: var first, WhenNull: var second } => Is(first, depth - 1) && Is(second, depth - 1),
        _ => false,
    };

    private static bool IsDate(ITypeSymbol type) => type.SpecialType == SpecialType.System_DateTime;

    private static bool IsMove(IMethodSymbol method) =>
        IsDate(method.ContainingType)
        && IsDate(method.ReturnType)
        && (method.Name == "Subtract" || method.Name.StartsWith("Add", StringComparison.Ordinal));

    private static bool IsUtcKind(IArgumentOperation argument) =>
        argument.Value is { Type.Name: nameof(DateTimeKind), ConstantValue: { HasValue: true, Value: (int)DateTimeKind.Utc } };

    private static bool IsOfDates(ISymbol member) =>
        member.ContainingType is
        {
            Name: nameof(DateTime) or nameof(DateTimeOffset) or "DateOnly",
            ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true },
        };
}
