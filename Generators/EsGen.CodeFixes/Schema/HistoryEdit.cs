using EsGen.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace EsGen.CodeFixes.Schema;

/// <summary>A step in an entity's history: changes the code and the lock together, so that what is stored can be read afterwards.</summary>
internal sealed class HistoryEdit
{
    private readonly Project _project;
    private readonly DeclaredEntity _entity;
    private readonly EventLock _lock;
    private readonly SolutionEditor _editor;
    private readonly CancellationToken _cancellationToken;

    public HistoryEdit(Project project, DeclaredEntity entity, EventLock content, CancellationToken cancellationToken)
    {
        _project = project;
        _entity = entity;
        _lock = content;
        _editor = new SolutionEditor(project.Solution);
        _cancellationToken = cancellationToken;
    }

    /// <summary>Gives an event another version, with all that it takes to read the ones before.</summary>
    /// <param name="eventName">The event.</param>
    /// <param name="version">Its version from now on.</param>
    /// <param name="formerName">A name that it had before; null for none.</param>
    /// <param name="renamed">A field's name and the one that it had before; null for none.</param>
    public async Task<Solution> SetVersionAsync(
        string eventName,
        int version,
        string? formerName = null,
        (string Field, string FormerName)? renamed = null)
    {
        EventModel e = _entity.Model.Events.Where(other => other.EventName == eventName)
            .OrderByDescending(static other => other.Version)
            .First();
        EventModel changed = e with
        {
            Version = version,
            FormerNames = formerName is null ? e.FormerNames : new([.. e.FormerNames, formerName]),
            Fields =
                new(e.Fields.Select(field =>
                    field.JsonName == renamed?.Field
                        ? field with { FormerNames = new([.. field.FormerNames, Identifier.ToCamelCase(renamed.Value.FormerName)]) }
                        : field)),
        };
        string? gone = formerName is not null && _entity.Model.Events.All(other => other.EventName != formerName) ? formerName : null;
        EntityModel model = _entity.Model with
        {
            Events = new(_entity.Model.Events.Select(other => other == e ? changed : other)),
            Upcasts =
                new(_entity.Model.Upcasts.Select(upcast =>
                    gone is null ? upcast : upcast with { RecordName = RenameRecord(upcast.RecordName, gone, e.EventName) })),
        };
        LockedEntity declared = CodeSchema.Of(model);
        EventLock content = LockUpdate.Accept(_lock, declared, eventName);
        if (!EventLockReader.CanRead(declared.Events.First(other => other.Name == eventName)))
        {
            return _project.Solution;
        }

        EntityModel history = EntityHistory.Add(model, content.Find(_entity.Names));

        ISymbol member = EventMember.Find(_entity.Type, eventName, e.Version)!;
        await EditAttributeAsync(member, attribute =>
        {
            attribute = version == e.Version ? attribute : AttributeArguments.SetVersion(attribute, version);
            return formerName is null ? attribute : AttributeArguments.AddFormerName(attribute, formerName);
        }).ConfigureAwait(false);
        if (renamed is var (field, former))
        {
            await AddFormerNameAsync(member, field, former).ConfigureAwait(false);
        }

        await ChangeUpcastsAsync(upcast =>
        {
            MethodDeclarationSyntax renamed = gone is null ? upcast : RenameRecords(upcast, gone, e.EventName);
            return version > e.Version
                ? Retarget(renamed, e.RecordName, CSharpName.Escape(EntityHistory.GetRecordName(e.EventName, version - 1)))
                : renamed;
        }).ConfigureAwait(false);
        foreach (string kind in gone is null ? [] : new[] { "When", "Guard" })
        {
            await RenameHookAsync(kind + gone, kind + e.EventName).ConfigureAwait(false);
        }

        await InsertAfterAsync(GetMissingUpcasts(history, eventName), member).ConfigureAwait(false);
        return await LockDocument.WriteAsync(_editor.GetChangedSolution(), _project.Id, content, _cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Adds a name that the entity had before.</summary>
    public async Task<Solution> AddEntityNameAsync(string formerName)
    {
        await EditAttributeAsync(_entity.Type, attribute => AttributeArguments.AddFormerName(attribute, formerName)).ConfigureAwait(false);
        LockedEntity schema = _entity.Schema with { FormerNames = new([.. _entity.Schema.FormerNames, formerName]) };
        return await LockDocument.WriteAsync(
            _editor.GetChangedSolution(),
            _project.Id,
            LockUpdate.Accept(_lock, schema, ""),
            _cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Retires an event that is gone from the code; what was left of its arm becomes the arm of its record.</summary>
    /// <param name="eventName">The event.</param>
    /// <param name="isIgnored">Whether replay passes it by.</param>
    public async Task<Solution> RetireAsync(string eventName, bool isIgnored)
    {
        EventLock content = LockUpdate.Retire(_lock, _entity.Names, eventName);
        EntityModel history = EntityHistory.Add(_entity.Model, content.Find(_entity.Names));
        MethodDeclarationSyntax? arm = FindMethod("When" + eventName);
        if (isIgnored)
        {
            await AddRetiredAttributeAsync(eventName).ConfigureAwait(false);
        }

        foreach (MethodDeclarationSyntax left in new[] { FindMethod("Guard" + eventName), isIgnored
            ? arm
            : null }.OfType<MethodDeclarationSyntax>())
        {
            (await GetEditorAsync(left).ConfigureAwait(false)).RemoveNode(left, SyntaxRemoveOptions.KeepNoTrivia);
        }

        List<string> missing = [.. GetMissingUpcasts(history, eventName)];
        if (!isIgnored && arm is not null)
        {
            (await GetEditorAsync(arm).ConfigureAwait(false)).ReplaceNode(arm, TakeRecord(arm, eventName));
        }
        else if (!isIgnored)
        {
            missing.Insert(
                0,
                $"private partial void When({CSharpName.Escape(eventName)} old) => throw new global::System.NotImplementedException();");
        }

        await InsertAtEndAsync(missing).ConfigureAwait(false);
        return await LockDocument.WriteAsync(_editor.GetChangedSolution(), _project.Id, content, _cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes a member of which the lock demands that it is there.</summary>
    /// <param name="eventName">The event that it belongs to.</param>
    /// <param name="declaration">Its declaration, as the generator has it.</param>
    public async Task<Solution> WriteMissingAsync(string eventName, string declaration)
    {
        EntityModel history = EntityHistory.Add(_entity.Model, _lock.Find(_entity.Names));
        string member = GetMissingUpcasts(
            history,
            eventName).FirstOrDefault(upcast => upcast.StartsWith(declaration, StringComparison.Ordinal))
            ?? $"{declaration} => throw new global::System.NotImplementedException();";
        ISymbol? place = _entity.Model.Events.FirstOrDefault(e => e.EventName == eventName) is { } e
            ? EventMember.Find(_entity.Type, eventName, e.Version)
            : null;
        await (place is null ? InsertAtEndAsync([member]) : InsertAfterAsync([member], place)).ConfigureAwait(false);
        return _editor.GetChangedSolution();
    }

    private static IEnumerable<string> GetMissingUpcasts(EntityModel history, string eventName) => history.OldVersions
        .Where(old => old.EventName == eventName && old.Body is null && !history.Upcasts.Any(upcast => upcast.RecordName == old.RecordName))
        .Select(old => $"{old.Declaration} => {Propose(history, old)};");

    private static string Propose(EntityModel history, OldVersionModel old)
    {
        EquatableArray<FieldModel> target = history.OldVersions.FirstOrDefault(next => next.RecordName == old.Target)?.Fields
            ?? history.Events.First(e => e.RecordName == old.Target).Fields;
        return UpcastBody.Propose("", old.Fields, target, history.PayloadTypes) ?? "throw new global::System.NotImplementedException()";
    }

    /// <summary>An arm with the fields as parameters as one that takes the record.</summary>
    private static MethodDeclarationSyntax TakeRecord(MethodDeclarationSyntax arm, string eventName)
    {
        ParameterSyntax[] fields =
            [.. arm.ParameterList.Parameters.Where(static parameter =>
                parameter.Type is not IdentifierNameSyntax { Identifier.ValueText: "EventContext" })];
        MethodDeclarationSyntax changed = arm.ReplaceNodes(
            arm.DescendantNodes()
                .OfType<IdentifierNameSyntax>()
                .Where(name => fields.Any(field => field.Identifier.ValueText == name.Identifier.ValueText) && !IsMemberName(name)),
            static (name, _) =>
                SyntaxFactory.ParseExpression("old." + CSharpName.Escape(CSharpName.ToPascalCase(name.Identifier.ValueText)))
                    .WithTriviaFrom(name));
        ParameterSyntax record = SyntaxFactory.Parameter(SyntaxFactory.Identifier("old"))
            .WithType(SyntaxFactory.IdentifierName(CSharpName.Escape(eventName)).WithTrailingTrivia(SyntaxFactory.Space));
        ParameterSyntax[] rest = [.. arm.ParameterList.Parameters.Except(fields)];
        return changed
            .WithIdentifier(SyntaxFactory.Identifier("When").WithTriviaFrom(arm.Identifier))
            .WithParameterList(SyntaxFactory.ParameterList(SyntaxFactory.SeparatedList(
                [record, .. rest],
                rest.Select(static _ =>
                    SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space)))).WithTriviaFrom(
                    arm.ParameterList));
    }

    private static bool IsMemberName(IdentifierNameSyntax name) =>
        (name.Parent is MemberAccessExpressionSyntax access && access.Name == name) || name.Parent is NameColonSyntax or NameEqualsSyntax;

    private async Task ChangeUpcastsAsync(Func<MethodDeclarationSyntax, MethodDeclarationSyntax> change)
    {
        IEnumerable<MethodDeclarationSyntax> upcasts = _entity.Type.GetMembers("Upcast")
            .SelectMany(upcast => UserCode.GetDeclarations(upcast, _cancellationToken))
            .OfType<MethodDeclarationSyntax>()
            .Distinct();
        foreach (MethodDeclarationSyntax upcast in upcasts)
        {
            if (change(upcast) is { } changed && changed != upcast)
            {
                (await GetEditorAsync(upcast).ConfigureAwait(false)).ReplaceNode(upcast, changed);
            }
        }
    }

    /// <summary>Lets an upcast that led to the event lead to the version that it was.</summary>
    private static MethodDeclarationSyntax Retarget(MethodDeclarationSyntax upcast, string from, string to) =>
        LeadsTo(upcast.ReturnType, from) && !Takes(upcast, to)
            ? upcast.ReplaceNodes(
                upcast.DescendantNodes()
                    .OfType<IdentifierNameSyntax>()
                    .Where(name =>
                        name.Identifier.Text == from
                            && (name.Parent is ObjectCreationExpressionSyntax || upcast.ReturnType.Span.Contains(name.Span))),
                (name, _) => SyntaxFactory.IdentifierName(to).WithTriviaFrom(name))
            : upcast;

    // Or to several of it.
    private static bool LeadsTo(TypeSyntax type, string record) => type switch
    {
        IdentifierNameSyntax name => name.Identifier.Text == record,
        GenericNameSyntax { TypeArgumentList.Arguments: [var element] } => LeadsTo(element, record),
        ArrayTypeSyntax { ElementType: var element } => LeadsTo(element, record),
        _ => false,
    };

    /// <summary>An upcast with the names that an event and its old versions have now.</summary>
    private static MethodDeclarationSyntax RenameRecords(MethodDeclarationSyntax upcast, string from, string to) => upcast.ReplaceNodes(
        upcast.DescendantNodes()
            .OfType<IdentifierNameSyntax>()
            .Where(name => !IsMemberName(name) && RenameRecord(name.Identifier.ValueText, from, to) != name.Identifier.ValueText),
        (name, _) =>
            SyntaxFactory.IdentifierName(CSharpName.Escape(RenameRecord(name.Identifier.ValueText, from, to))).WithTriviaFrom(name));

    /// <summary>
    /// The name of an event's record, or of one of its old versions, after the event was renamed; other names as they are.
    /// </summary>
    private static string RenameRecord(string name, string from, string to)
    {
        string rest = name.StartsWith(from, StringComparison.Ordinal) ? name.Substring(from.Length) : "-";
        return rest.Length == 0 || (rest.Length > 1 && rest[0] == 'V' && rest.Skip(1).All(char.IsDigit)) ? to + rest : name;
    }

    private async Task RenameHookAsync(string from, string to)
    {
        if (FindMethod(to) is null && FindMethod(from) is { } hook)
        {
            (await GetEditorAsync(hook).ConfigureAwait(false)).ReplaceNode(
                hook,
                hook.WithIdentifier(SyntaxFactory.Identifier(to).WithTriviaFrom(hook.Identifier)));
        }
    }

    // What takes that version itself leads on from it already.
    private static bool Takes(MethodDeclarationSyntax upcast, string record) =>
        upcast.ParameterList.Parameters is [{ Type: IdentifierNameSyntax type }, ..] && type.Identifier.Text == record;

    private async Task EditAttributeAsync(ISymbol symbol, Func<AttributeSyntax, AttributeSyntax> change)
    {
        AttributeData? attribute = symbol is INamedTypeSymbol type && SymbolEqualityComparer.Default.Equals(type, _entity.Type)
            ? EventSourcedType.GetAttribute(type)
            : symbol.GetAttributes().FirstOrDefault(Attributes.MakesEvent);
        if (attribute is not null)
        {
            await EditAttributeAsync(attribute, change).ConfigureAwait(false);
        }
    }

    private async Task EditAttributeAsync(AttributeData attribute, Func<AttributeSyntax, AttributeSyntax> change)
    {
        if (attribute.ApplicationSyntaxReference is { } reference
            && await reference.GetSyntaxAsync(_cancellationToken).ConfigureAwait(false) is AttributeSyntax syntax)
        {
            (await GetEditorAsync(syntax).ConfigureAwait(false)).ReplaceNode(syntax, (node, _) => change((AttributeSyntax)node));
        }
    }

    private async Task AddFormerNameAsync(ISymbol member, string field, string formerName)
    {
        ISymbol symbol = EventFields.Of(member).First(symbol => EventFields.GetStoredName(symbol) == field);
        if (EventFields.GetFormerNamesAttribute(symbol) is { } given)
        {
            await EditAttributeAsync(given, attribute => AttributeArguments.AddName(attribute, formerName)).ConfigureAwait(false);
            return;
        }

        AttributeListSyntax list = AttributeArguments.ParseList($"[FormerNames({SyntaxFactory.Literal(formerName).Text})]")
            .WithTrailingTrivia(SyntaxFactory.Space);
        SyntaxNode declaration = UserCode.GetDeclarations(symbol, _cancellationToken).First();
        (await GetEditorAsync(declaration).ConfigureAwait(false)).ReplaceNode(declaration, (node, _) => node switch
        {
            ParameterSyntax parameter =>
                parameter.WithoutLeadingTrivia().AddAttributeLists(list).WithLeadingTrivia(parameter.GetLeadingTrivia()),
            _ => AddAttributes((PropertyDeclarationSyntax)node, list),
        });
    }

    private static PropertyDeclarationSyntax AddAttributes(
        PropertyDeclarationSyntax property,
        AttributeListSyntax list) => property.AttributeLists.Count == 0
        ? property.WithoutLeadingTrivia().AddAttributeLists(list).WithLeadingTrivia(property.GetLeadingTrivia())
        : property.AddAttributeLists(list);

    private async Task AddRetiredAttributeAsync(string eventName)
    {
        if (EventSourcedType.GetAttribute(_entity.Type)?.ApplicationSyntaxReference is not { } reference
            || await reference.GetSyntaxAsync(_cancellationToken)
                .ConfigureAwait(false) is not AttributeSyntax { Parent: AttributeListSyntax existing })
        {
            return;
        }

        AttributeListSyntax list = AttributeArguments.ParseList($"[Retired({SyntaxFactory.Literal(eventName).Text}, Ignore = true)]");
        bool endsLine = existing.GetTrailingTrivia().Any(SyntaxKind.EndOfLineTrivia);
        DocumentEditor editor = await GetEditorAsync(existing).ConfigureAwait(false);
        editor.InsertAfter(
            existing,
            list.WithLeadingTrivia(endsLine ? NewMember.GetIndentation(existing) : default)
                .WithTrailingTrivia(existing.GetTrailingTrivia()));
    }

    private MethodDeclarationSyntax? FindMethod(string name) => _entity.Type.GetMembers(name)
        .SelectMany(member => UserCode.GetDeclarations(member, _cancellationToken))
        .OfType<MethodDeclarationSyntax>()
        .FirstOrDefault();

    private async Task InsertAfterAsync(IEnumerable<string> members, ISymbol neighbour)
    {
        if (UserCode.GetDeclarations(neighbour, _cancellationToken).OfType<MemberDeclarationSyntax>().FirstOrDefault() is { } declaration)
        {
            await InsertAfterAsync(members, declaration).ConfigureAwait(false);
        }
    }

    private async Task InsertAtEndAsync(IEnumerable<string> members)
    {
        TypeDeclarationSyntax declaration = UserCode.GetDeclarations(_entity.Type, _cancellationToken)
            .OfType<TypeDeclarationSyntax>()
            .First(static type => type.Members.Count > 0);
        await InsertAfterAsync(members, declaration.Members.Last()).ConfigureAwait(false);
    }

    private async Task InsertAfterAsync(IEnumerable<string> members, MemberDeclarationSyntax neighbour)
    {
        MemberDeclarationSyntax[] parsed = [.. members.Select(text => NewMember.Parse(text, neighbour))];
        if (parsed.Length > 0)
        {
            (await GetEditorAsync(neighbour).ConfigureAwait(false)).InsertAfter(neighbour, parsed);
        }
    }

    private Task<DocumentEditor> GetEditorAsync(SyntaxNode node) =>
        _editor.GetDocumentEditorAsync(_project.Solution.GetDocument(node.SyntaxTree)!.Id, _cancellationToken);
}
