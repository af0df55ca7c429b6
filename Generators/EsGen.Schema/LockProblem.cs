namespace EsGen.Schema;

/// <summary>Something in a lock file that can't be read.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Line">The line, from 0.</param>
/// <param name="Reason">What is wrong, as the end of a sentence.</param>
internal sealed record LockProblem(LockProblemKind Kind, int Line, string Reason);

/// <summary>What can be wrong with a lock file.</summary>
internal enum LockProblemKind
{
    Malformed,
    Conflict,
    Edited,
}
