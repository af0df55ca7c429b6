namespace EsGen.Generators;

/// <summary>Prints the <c>Create</c> and <c>CreateAsync</c> of repositories.</summary>
internal static class RepositoryEmitter
{
    /// <returns>The file; null if no creation event can be reached from outside.</returns>
    public static string? Emit(EntityModel entity)
    {
        EventModel[] creations = [.. entity.Events.Where(static e => e is { IsCreation: true, Member.CreateAccessibility: not null })];
        return entity.CreateAccessibility is null || creations.Length == 0 ? null : GeneratedFile.InNamespace(entity.Type.Namespace, writer =>
        {
            writer.Line($"/// <summary>Creates instances of {entity.Type.Name.TrimStart('@')} through its repository.</summary>");
            writer.Line(GeneratedFile.GeneratedCode);
            writer.Open($"{entity.CreateAccessibility} static class {entity.CreateClass}");
            foreach (EventModel e in creations)
            {
                EmitCreate(writer, entity, e, e.Member!, isAsync: false);
                EmitCreate(writer, entity, e, e.Member!, isAsync: true);
            }

            writer.Close();
        });
    }

    private static void EmitCreate(SourceWriter writer, EntityModel entity, EventModel e, MemberModel member, bool isAsync)
    {
        string type = entity.Type.FullName;
        string repository = UniqueName.Beside(e.Fields, "repository");
        string cancellationToken = UniqueName.Beside(e.Fields, "cancellationToken");
        string accessibility = entity.CreateAccessibility == "public" ? member.CreateAccessibility! : "internal";
        string token = isAsync ? $"global::System.Threading.CancellationToken {cancellationToken} = default" : "";
        string parameters = string.Concat(member.Parameters.Append(token).Where(static p => p.Length > 0).Select(static p => ", " + p));
        writer.Blank();
        writer.Line($"/// <summary>{(entity.StoresEachEvent ? "Creates and stores an instance" : "Creates an instance, which is stored when it is saved")}: <c>{XmlText.Of(e.Topics[0])}</c>.</summary>");
        if (e.ObsoleteMessage is { } message)
        {
            writer.Line($"[global::System.Obsolete({Literal.Of(message)})]");
        }

        writer.Open(
            $"{accessibility} static {(isAsync ? $"global::System.Threading.Tasks.ValueTask<{type}>" : type)} {(isAsync ? "CreateAsync" : "Create")}(this global::EsGen.EventSourcedRepository<{type}> {repository}{parameters})");
        writer.Line($"global::System.ArgumentNullException.ThrowIfNull({repository});");
        string arguments = string.Join(", ", member.Arguments);
        writer.Line($"return {repository}.{(isAsync ? "CreateFromAsync" : "CreateFrom")}({member.IdParameter ?? "null"}, new {type}.{e.Name}({arguments}){(isAsync ? ", " + cancellationToken : "")});");
        writer.Close();
    }
}
