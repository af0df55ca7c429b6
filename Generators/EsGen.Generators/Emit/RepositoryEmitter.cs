namespace EsGen.Generators.Emit;

/// <summary>Prints the <c>Create</c>, <c>TryCreate</c> and their asynchronous twins of repositories.</summary>
/// <remarks>An aggregate's <c>CreateAsync</c> would promise a store that doesn't happen, so it is an error that says what does.</remarks>
internal static class RepositoryEmitter
{
    private const string Creation = "global::EsGen.CompilerServices.RepositoryCreation";
    private const string NotStored =
        "An aggregate is not stored before it is saved, so there is nothing to await: call Create, and then await SaveAsync.";

    /// <returns>The file; null if no creation event can be reached from outside.</returns>
    public static string? Emit(EntityModel entity)
    {
        EventModel[] creations = [.. entity.Events.Where(static e => e is { IsCreation: true, Member.CreateAccessibility: not null })];
        if (entity.CreateAccessibility is null || creations.Length == 0)
        {
            return null;
        }

        if (entity.CreateAccessibility == "private")
        {
            TypeDeclarationModel container = entity.Type with { Header = entity.Type.Containers[0], Containers = default };
            return GeneratedFile.InType(container, "", writer => EmitCreates(writer, entity, creations));
        }

        return GeneratedFile.InNamespace(entity.Type, writer =>
        {
            writer.Line($"/// <summary>Creates instances of {entity.Type.Name.TrimStart('@')} through its repository.</summary>");
            writer.Line(GeneratedFile.GeneratedCode);
            if (entity.IsObsolete)
            {
                writer.Line("[global::System.Obsolete] // Like the class.");
            }

            writer.Open($"{entity.CreateAccessibility} static class {entity.CreateClass}");
            EmitCreates(writer, entity, creations);
            writer.Close();
        });
    }

    private static void EmitCreates(SourceWriter writer, EntityModel entity, EventModel[] creations)
    {
        foreach (EventModel e in creations)
        {
            EmitCreate(writer, entity, e, e.Member!, isAsync: false);
            EmitCreate(writer, entity, e, e.Member!, isAsync: true);
            if (e.Member!.IdParameter is { } id)
            {
                EmitTryCreate(writer, entity, e, e.Member, id, isAsync: false);
                EmitTryCreate(writer, entity, e, e.Member, id, isAsync: true);
            }
        }
    }

    private static void EmitCreate(SourceWriter writer, EntityModel entity, EventModel e, MemberModel member, bool isAsync)
    {
        string type = entity.Type.FullName;
        string repository = UniqueName.Beside(e.Fields, "repository");
        string cancellationToken = UniqueName.Beside(e.Fields, "cancellationToken");
        string accessibility = entity.CreateAccessibility == "public" ? member.CreateAccessibility! : entity.CreateAccessibility!;
        string token = isAsync ? $"global::System.Threading.CancellationToken {cancellationToken} = default" : "";
        string parameters = string.Concat(member.Parameters.Append(token).Where(static p => p.Length > 0).Select(static p => ", " + p));
        writer.Blank();
        bool isSupported = entity.StoresEachEvent || !isAsync;
        string summary = entity.StoresEachEvent
            ? "Creates and stores an instance"
            : isAsync
            ? "Not supported for an aggregate"
            : "Creates an instance, which is stored when it is saved";
        string name = isAsync ? "CreateAsync" : "Create";
        string result = isAsync ? $"global::System.Threading.Tasks.ValueTask<{type}>" : type;
        string signature =
            $"{accessibility} static {result} {name}(this global::EsGen.EventSourcedRepository<{type}> {repository}{parameters})";
        string creation = $"{member.IdParameter ?? "null"}, new {type}.{e.RecordName}({string.Join(", ", member.Arguments)})";
        writer.Line($"/// <summary>{summary}: <c>{XmlText.Of(e.Topics[0])}</c>.</summary>");
        if (isSupported)
        {
            writer.Block($$"""
                {{GetObsolete(e)}}
                {{signature}}
                {
                    global::System.ArgumentNullException.ThrowIfNull({{repository}});
                    return {{Creation}}.{{name}}({{repository}}, {{creation}}{{(isAsync ? ", " + cancellationToken : "")}});
                }
                """);
        }
        else
        {
            writer.Block($$"""
                [global::System.Obsolete({{Literal.Of(NotStored)}}, error: true)]
                [global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]
                {{signature}} => throw new global::System.NotSupportedException({{Literal.Of(NotStored)}});
                """);
        }
    }

    /// <summary>With an id of the caller's choice, which may be taken. It stores an aggregate, too: only the store can tell.</summary>
    private static void EmitTryCreate(SourceWriter writer, EntityModel entity, EventModel e, MemberModel member, string id, bool isAsync)
    {
        string type = entity.Type.FullName;
        string repository = UniqueName.Beside(e.Fields, "repository");
        string cancellationToken = UniqueName.Beside(e.Fields, "cancellationToken");
        string created = UniqueName.Beside(e.Fields, "created");
        string accessibility = entity.CreateAccessibility == "public" ? member.CreateAccessibility! : entity.CreateAccessibility!;
        string own = string.Concat(member.Parameters.Select(static p => ", " + p));
        string creation = $"{id}, new {type}.{e.RecordName}({string.Join(", ", member.Arguments)})";
        writer.Blank();
        string topic = $"<c>{XmlText.Of(e.Topics[0])}</c>";
        if (isAsync)
        {
            writer.Block($$"""
                /// <summary>Creates and stores an instance unless its id is taken: {{topic}}.</summary>
                /// <returns>The instance; null if its id is taken, by an entity that is discarded or of another kind, too.</returns>
                {{GetObsolete(e)}}
                {{accessibility}} static global::System.Threading.Tasks.ValueTask<{{type}}?> TryCreateAsync(this global::EsGen.EventSourcedRepository<{{type}}> {{repository}}{{own}}, global::System.Threading.CancellationToken {{cancellationToken}} = default)
                {
                    global::System.ArgumentNullException.ThrowIfNull({{repository}});
                    return {{Creation}}.TryCreateAsync({{repository}}, {{creation}}, {{cancellationToken}});
                }
                """);
        }
        else
        {
            writer.Block($$"""
                /// <summary>Creates and stores an instance unless its id is taken: {{topic}}.</summary>
                /// <returns>Whether it was created: false if its id is taken, by an entity that is discarded or of another kind, too.</returns>
                {{GetObsolete(e)}}
                {{accessibility}} static bool TryCreate(this global::EsGen.EventSourcedRepository<{{type}}> {{repository}}, [global::System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out {{type}}? {{created}}{{own}})
                {
                    global::System.ArgumentNullException.ThrowIfNull({{repository}});
                    return {{Creation}}.TryCreate({{repository}}, {{creation}}, out {{created}});
                }
                """);
        }
    }

    private static string GetObsolete(EventModel e) =>
        e.ObsoleteMessage is { } message ? $"[global::System.Obsolete({Literal.Of(message)})]" : "";
}
