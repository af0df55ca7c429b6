using Microsoft.CodeAnalysis;

namespace EsGen.Generators.Parsing.ReadModels;

/// <summary>Which documents events go to: <c>KeyOf</c>, and the type of the keys.</summary>
internal sealed partial class ReadModelParser
{
    private static readonly FieldTypeModel s_guid = new("global::System.Guid", FieldShape.Primitive) { Primitive = "Guid" };

    private readonly Dictionary<string, (KeyOfModel Model, IMethodSymbol Method)> _keyOfs = new(StringComparer.Ordinal);
    private FieldTypeModel _keyType = s_guid;

    // Null for the ids of entities.
    private ITypeSymbol? _keySymbol;
    private bool _hasWrongKey;

    private void ParseKeyOfs()
    {
        foreach (IMethodSymbol method in GetMethods("KeyOf"))
        {
            if (!method.IsStatic || method.ReturnsVoid || !HasEventParameters(method))
            {
                Report(
                    DiagnosticDescriptors.ReadModelSignature,
                    GetLocation(method),
                    "KeyOf",
                    "must be static, take an event and if need be the EventContext, and return a key, a nullable one or several");
                continue;
            }

            if (FindEvent(method) is not { } e)
            {
                continue;
            }

            if (_keyOfs.ContainsKey(e.RecordName))
            {
                Report(DiagnosticDescriptors.DuplicateHandler, GetLocation(method), "KeyOf", e.Name);
                continue;
            }

            (ITypeSymbol key, KeyOfResult result) = GetKeyType(method.ReturnType);
            if (_keySymbol is null)
            {
                _keySymbol = key;
                _keyType = ParseKeyType(key, method);
            }
            else if (!SymbolEqualityComparer.Default.Equals(_keySymbol, key))
            {
                _hasWrongKey = true;
                Report(
                    DiagnosticDescriptors.ReadModelKey,
                    GetLocation(method),
                    $"This KeyOf gives {Describe(key)}, another one {Describe(_keySymbol)}; "
                        + $"all keys of '{Type.Name}' must be of one type.");
            }

            _keyOfs.Add(e.RecordName, (new KeyOfModel(e.RecordName, method.Parameters.Length == 2, result), method));
        }
    }

    /// <summary>Whether the keys of all documents are known and of one type.</summary>
    private bool ParseKey()
    {
        foreach ((KeyOfModel model, IMethodSymbol method) in _keyOfs.Values)
        {
            if (!_handlers.Any(handler => handler.Model.Record == model.Record))
            {
                Report(
                    DiagnosticDescriptors.ReadModelKey,
                    GetLocation(method),
                    $"'{Type.Name}' has no On for the event of this KeyOf; write one, or remove it.");
            }
        }

        if (_keyType.Primitive != "Guid")
        {
            foreach ((EventHandlerModel model, EventReference e, IMethodSymbol method) in _handlers)
            {
                if (model.Routing == EventRoutings.Entity)
                {
                    _hasWrongKey = true;
                    Report(
                        DiagnosticDescriptors.ReadModelKey,
                        GetLocation(method),
                        Proposals.Of(Proposals.Declaration, GetKeyOf(e)),
                        $"The keys of '{Type.Name}' are no ids of entities, so that it isn't known which document '{e.Name}' goes to; "
                            + $"write 'private static {Describe(_keySymbol!)} KeyOf({e.Entity.Name}.{e.Name} e)', or route it by an index "
                                + "with [RouteBy].");
                }
            }
        }

        if (_keyMember is not null && SourceName.Of(_keyMember.Type).TrimEnd('?') != _keyType.PlainName)
        {
            _hasWrongKey = true;
            Report(
                DiagnosticDescriptors.ReadModelKey,
                GetLocation(_keyMember),
                $"'{_keyMember.Name}' is of type {Describe(_keyMember.Type)}, but the keys of '{Type.Name}' are of "
                    + $"type {(_keySymbol is null ? "Guid" : Describe(_keySymbol))}.");
        }

        return !_hasWrongKey;
    }

    private string GetKeyOf(EventReference e) =>
        $"private static {SourceName.Of(_keySymbol!)} KeyOf(global::{e.Entity.ToDisplayString()}.{CSharpName.Escape(e.Name)} e)";

    private static (ITypeSymbol Key, KeyOfResult Result) GetKeyType(ITypeSymbol type)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var value] })
        {
            return (value, KeyOfResult.NullableValue);
        }

        if (type.SpecialType == SpecialType.System_String)
        {
            ITypeSymbol plain = type.WithNullableAnnotation(NullableAnnotation.NotAnnotated);
            return (plain, type.NullableAnnotation == NullableAnnotation.NotAnnotated ? KeyOfResult.One : KeyOfResult.NullableReference);
        }

        return type switch
        {
            IArrayTypeSymbol array => (array.ElementType, KeyOfResult.Many),
            INamedTypeSymbol
            {
                OriginalDefinition.SpecialType: SpecialType.System_Collections_Generic_IEnumerable_T,
                TypeArguments: [var element]
            } =>
                (element, KeyOfResult.Many),
            _ when type.AllInterfaces.FirstOrDefault(static i =>
                i.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T) is { } sequence =>
                (sequence.TypeArguments[0], KeyOfResult.Many),
            _ => (type, KeyOfResult.One),
        };
    }

    private FieldTypeModel ParseKeyType(ITypeSymbol key, IMethodSymbol method)
    {
        FieldTypeModel model = _fieldTypes.Parse(key, out string? reason);
        if (reason is null && key.TypeKind == TypeKind.Error)
        {
            reason = "its type isn't there while EsGen generates; if another generator writes it, use what it is made of.";
        }

        reason ??= IsKeyType(model) ? null : "use Guid, string, an integer, DateOnly, or a struct around one of these.";
        if (reason is not null)
        {
            _hasWrongKey = true;
            Report(DiagnosticDescriptors.ReadModelKey, GetLocation(method), $"{Describe(key)} can't be the key of '{Type.Name}': {reason}");
        }

        return model;
    }

    private bool IsKeyType(FieldTypeModel type) => type switch
    {
        { AllowsNull: true } => false,
        { PrimitiveType: { } primitive } => primitive.KeySize is not null,
        { Shape: FieldShape.SingleValue } => FindSingleValue(type) is { } single && IsKeyType(single.Member.Type),
        _ => false,
    };

    private SingleValueTypeModel? FindSingleValue(FieldTypeModel type) =>
        _fieldTypes.PayloadTypes.OfType<SingleValueTypeModel>().FirstOrDefault(single => single.Name == type.PlainName);
}
