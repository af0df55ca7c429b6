namespace EsGen.Generators.Model;

/// <summary>Where a generated part goes: the type and everything around it.</summary>
/// <param name="Namespace">The namespace; empty for none.</param>
/// <param name="Containers">The headers of the types around it, outermost first, for example <c>partial class Outer</c>.</param>
/// <param name="Header">Its own header, for example <c>partial class Account</c>.</param>
/// <param name="Name">Its name as an identifier in source.</param>
/// <param name="FullName">Its name with everything around it, from <c>global::</c> on.</param>
/// <param name="HintName">The start of its files' names.</param>
internal sealed record TypeDeclarationModel(
    string Namespace,
    EquatableArray<string> Containers,
    string Header,
    string Name,
    string FullName,
    string HintName)
{
    /// <summary>What generated files suppress beside that what all of them do.</summary>
    public EquatableArray<string> DiagnosticIds { get; init; }

    /// <summary>
    /// The directives by which the user's files find types that the compiler doesn't know yet: of these there is only what the user wrote.
    /// </summary>
    public EquatableArray<string> Usings { get; init; }
}
