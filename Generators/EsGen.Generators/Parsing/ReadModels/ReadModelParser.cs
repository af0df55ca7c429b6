using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.Generators.Parsing.ReadModels;

/// <summary>Reads a read model's symbols into a model.</summary>
internal sealed partial class ReadModelParser : EventHandlerParser
{
    private readonly FieldTypeParser _fieldTypes;

    private ReadModelParser(
        INamedTypeSymbol type,
        AttributeData attribute,
        Compilation compilation,
        Action<Diagnostic>? report,
        CancellationToken cancellationToken)
        : base("read model", type, attribute, compilation, report, cancellationToken) =>
        _fieldTypes = new FieldTypeParser(type, AliasedAssemblies.Of(compilation));

    /// <param name="type">The class with the attribute.</param>
    /// <param name="compilation">Where it is.</param>
    /// <param name="report">Takes the diagnostics; null where only the model is wanted.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The model; null for a type without the attribute.</returns>
    public static ReadModelModel? Parse(
        INamedTypeSymbol type,
        Compilation compilation,
        Action<Diagnostic>? report,
        CancellationToken cancellationToken) =>
        GetAttribute(type) is { } attribute ? new ReadModelParser(type, attribute, compilation, report, cancellationToken).Parse() : null;

    /// <summary>The attribute that makes a class a read model; null if it has none.</summary>
    public static AttributeData? GetAttribute(INamedTypeSymbol type) =>
        type.TypeKind == TypeKind.Class ? Attributes.Find(type, AttributeNames.ReadModel) : null;

    private ReadModelModel Parse()
    {
        CheckPartial();
        bool isSupported = CheckKind();
        ParseMembers();
        ParseIndexes();
        ParseKeyOfs();
        ParseHandlers();
        isSupported &= ParseKey();
        if (Reports && isSupported && !HasUnknownEvent)
        {
            CheckUnhandled();
            CheckGhosts();
        }

        isSupported &= CheckNames() && _handlers.Count > 0;
        IEnumerable<Accessibility> visible = Accessibilities.OfChain(Type)
            .Concat(_keySymbol is null ? [] : Accessibilities.OfChain(_keySymbol))
            .Concat(_indexSymbols.SelectMany(Accessibilities.OfChain));
        return new ReadModelModel
        {
            Type = TypeDeclarationParser.Parse(Type, withDiagnosticIds: !Reports),
            Name = GetName(Type, Attribute),
            FormerNames = new(Attributes.GetFormerNames(Attribute)),
            IsSupported = isSupported,
            IsObsolete = TypeChain.Of(Type).Any(static type => Attributes.GetObsoleteMessage(type) is not null),
            NeedsConstructor = !Type.InstanceConstructors.Any(constructor => constructor.Parameters.IsEmpty && IsWritten(constructor)),
            FindersAccessibility = Accessibilities.Least(visible),
            FindersClass = string.Join("_", TypeChain.Of(Type).Select(static type => type.Name)) + "ReadModelExtensions",
            Fingerprint = !Reports && isSupported ? GetFingerprint() : "",
            Entities = new(_handlers.Select(static handler => handler.Event.EntityName).Distinct()),
            Handlers = new(_handlers.Select(static handler => handler.Model)),
            KeyOfs = new(_keyOfs.Values.Select(static keyOf => keyOf.Model)),
            KeyType = _keyType,
            KeyMember = _keyMember is null ? null : CSharpName.Escape(_keyMember.Name),
            Members = new(_members),
            Indexes = new(_indexes),
            PayloadTypes = new(_fieldTypes.PayloadTypes),
        };
    }

    private string GetFingerprint()
    {
        // To be raised when generated code makes other documents of the same events, or writes them otherwise.
        const string Format = "1";
        ShapeText text = new();
        text.Line(Format);
        text.Line($"{GetSetting("Version") as int? ?? 1}");
        text.Line(_keyType.Name);
        foreach (FieldModel member in _members.OrderBy(static member => member.JsonName, StringComparer.Ordinal))
        {
            text.Add(member);
        }

        text.Add(_fieldTypes.PayloadTypes);
        foreach (IndexModel index in _indexes)
        {
            text.Line($"{index.Name} {string.Join(" ", index.Members.Select(static member => member.Type.Name))}");
        }

        foreach (EventHandlerModel handler in _handlers.Select(static handler => handler.Model)
            .OrderBy(static model => model.Record, StringComparer.Ordinal))
        {
            text.Line(
                $"{handler.Record.Substring(handler.Record.LastIndexOf('.') + 1)} {handler.Routing} {handler.IfExists} {handler.Index}");
        }

        ReachedSyntax code = new(UserCode.GetDeclarations(Type, CancellationToken).OfType<TypeDeclarationSyntax>());
        code.Reach("On");
        code.Reach("KeyOf");
        foreach (FieldModel member in _members)
        {
            code.Reach(member.PropertyName.TrimStart('@'));
        }

        foreach (string part in code.GetTexts())
        {
            text.Line(part);
        }

        // A document is made by the constructor, which nothing else calls.
        foreach (SyntaxNode constructor in Type.InstanceConstructors.Where(IsWritten)
            .SelectMany(GetDeclarations)
            .OrderBy(static node => node.ToString(), StringComparer.Ordinal))
        {
            text.Line(string.Join(" ", constructor.DescendantTokens().Select(static token => token.Text)));
        }

        return Fingerprint.Of(text.ToString());
    }
}
