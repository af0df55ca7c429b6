using EsGen.Generators;

namespace EsGen.Testing;

/// <summary>Proves in a project's own tests that today's code reads everything that its <c>events.lock</c> says may be stored.</summary>
public static class EventHistory
{
    /// <summary>
    /// Makes stored events of every version of every event that the lock has of an entity, retired ones and former names included, and loads them: each is decoded,
    /// upcast and applied to an entity that has just been created.
    /// </summary>
    /// <remarks>
    /// Each version is tried with required data only, and with everything that is optional, once for every member of its enums and every kind in its unions.
    /// Text is <c>text</c>, numbers are 1 or 1.5. Where that isn't what the code accepts, <paramref name="examples"/> says what is.
    /// An event that can't be applied to a new entity may have one other event in between, such as the one that adds what it removes.
    /// </remarks>
    /// <typeparam name="T">The entity's class.</typeparam>
    /// <param name="lockFile">
    /// The path of <c>events.lock</c>. A relative one is looked for in the folder of the tests' output and in all folders above it: <c>src/Bank/events.lock</c>, seen from the
    /// repository's root, will do.
    /// </param>
    /// <param name="examples">The data to take for events that generated data doesn't fit, as JSON by topic: <c>["Account.Deposited@2"] = """{"amount":5,"currency":"EUR"}"""</c>.</param>
    /// <exception cref="EventHistoryException">Something can't be read. It has all findings, each with event, version and data.</exception>
    /// <exception cref="FileNotFoundException">There is no such lock.</exception>
    public static void Verify<T>(string lockFile, IReadOnlyDictionary<string, string>? examples = null)
        where T : class, IEventSourced<T>
    {
        ArgumentException.ThrowIfNullOrEmpty(lockFile);
        string path = Find(lockFile);
        EventLock content = EventLockReader.Read(Microsoft.CodeAnalysis.Text.SourceText.From(File.ReadAllText(path)), out IReadOnlyList<LockProblem> problems, out _);
        string name = T.Description.Name;
        List<EventHistoryFinding> findings = [.. problems.Select(problem => new EventHistoryFinding($"{path}({problem.Line + 1}): {problem.Reason}."))];
        if (content.Find([name]) is not { IsRetired: false } entity)
        {
            string found = content.Find([name]) is null
                ? $"has no entity '{name}', only {string.Join(", ", content.Entities.Select(static e => $"'{e.Name}'").DefaultIfEmpty("none at all"))}"
                : $"has '{name}' as retired";
            findings.Add(new EventHistoryFinding($"{path} {found}. Update it by the fixes of ESG030 and ESG031."));
        }
        else
        {
            findings.AddRange(new HistoryCheck<T>(entity, examples ?? new Dictionary<string, string>()).Run());
        }

        if (findings.Count > 0)
        {
            throw new EventHistoryException(name, findings);
        }
    }

    private static string Find(string lockFile)
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string path = Path.GetFullPath(lockFile, folder.FullName);
            if (File.Exists(path))
            {
                return path;
            }
        }

        throw new FileNotFoundException($"There is no '{lockFile}' in {AppContext.BaseDirectory} or in a folder above it.", lockFile);
    }
}
