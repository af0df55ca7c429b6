namespace EsGen.Generators.Emit;

/// <summary>Prints the other halves of members, where what they should be can't be generated.</summary>
internal static class StubEmitter
{
    public static string Emit(EntityModel entity) => GeneratedFile.InType(entity.Type, "", writer =>
    {
        foreach (StubModel stub in entity.Stubs)
        {
            Emit(writer, stub);
        }

        foreach (string declaration in entity.StrayHookDeclarations)
        {
            writer.Blank();
            writer.Line(declaration + ";");
        }
    });

    public static void Emit(SourceWriter writer, StubModel stub)
    {
        writer.Blank();
        string body = stub.IsDefinition ? ";" : $" => {Throw(stub.Signature)};";
        if (stub.Accessors.Count == 0)
        {
            writer.Line(stub.Signature + body);
            return;
        }

        writer.Open(stub.Signature);
        foreach (string accessor in stub.Accessors)
        {
            writer.Line(accessor + body);
        }

        writer.Close();
    }

    public static string Throw(string what) =>
        "throw new global::System.NotSupportedException("
        + Literal.Of($"EsGen could not generate '{what}'; the compiler shows the reason as an error ESG….")
        + ")";
}
