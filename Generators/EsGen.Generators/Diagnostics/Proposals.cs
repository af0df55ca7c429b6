using System.Collections.Immutable;

namespace EsGen.Generators.Diagnostics;

/// <summary>What a diagnostic proposes to its code fix, as the diagnostic's properties.</summary>
internal static class Proposals
{
    /// <summary>A name for an event.</summary>
    public const string EventName = nameof(EventName);

    /// <summary>A name for an entity.</summary>
    public const string EntityName = nameof(EntityName);

    /// <summary>A policy or read model of the lock, as it stands there.</summary>
    public const string Handler = nameof(Handler);

    /// <summary>A name for a <c>When…</c> or <c>Guard…</c> method.</summary>
    public const string HookName = nameof(HookName);

    /// <summary>The member that makes an event: what to call in place of its <c>When…</c>.</summary>
    public const string Command = nameof(Command);

    /// <summary>A name that was used before.</summary>
    public const string FormerName = nameof(FormerName);

    /// <summary>The version that an event should have.</summary>
    public const string Version = nameof(Version);

    /// <summary>An attribute to add, with its brackets.</summary>
    public const string Attribute = nameof(Attribute);

    /// <summary>The declaration of a member to write, without its semicolon.</summary>
    public const string Declaration = nameof(Declaration);

    /// <summary>A property of an event's record to make <c>init</c>.</summary>
    public const string Property = nameof(Property);

    /// <summary>A type, by the id that its documentation has.</summary>
    public const string Type = nameof(Type);

    public static ImmutableDictionary<string, string?> None => ImmutableDictionary<string, string?>.Empty;

    public static ImmutableDictionary<string, string?> Of(string key, string? value) => value is null ? None : None.Add(key, value);
}
