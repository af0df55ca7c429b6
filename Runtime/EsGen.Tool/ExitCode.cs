namespace EsGen.Tool;

/// <summary>What a command ends with.</summary>
internal static class ExitCode
{
    /// <summary>It was done, or what was asked holds.</summary>
    public const int Success = 0;

    /// <summary>What was asked doesn't hold: the store is damaged, the lock differs, there is no such sequence.</summary>
    public const int DoesNotHold = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 2;

    /// <summary>It can't be done: the store is in use, the server is away, the work was cancelled.</summary>
    public const int Impossible = 3;
}
