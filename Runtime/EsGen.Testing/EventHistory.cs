using System.Reflection;
using EsGen.Schema;

namespace EsGen.Testing;

/// <summary>Proves in a project's own tests that today's code reads everything that its <c>events.lock</c> says may be stored.</summary>
public static class EventHistory
{
    /// <summary>
    /// Makes stored events of every version of every event that the lock has of an entity, retired ones and former names included, and
    /// loads them: each is decoded, upcast and applied to an entity that has just been created.
    /// </summary>
    /// <remarks>
    /// Each version is tried with required data only, and with everything that is optional, once for every member of its enums and every
    /// kind in its unions. Text is <c>text</c>, numbers are 1 or 1.5. Where that isn't what the code accepts, <paramref name="examples"/>
    /// says what is. An event that can't be applied to a new entity may have one other event in between, such as the one that adds what it
    /// removes.
    /// </remarks>
    /// <typeparam name="T">The entity's class.</typeparam>
    /// <param name="lockFile">
    /// The path of <c>events.lock</c>. A relative one is looked for in the folder of the tests' output and in all folders above it:
    /// <c>src/Bank/events.lock</c>, seen from the repository's root, will do.
    /// </param>
    /// <param name="examples">
    /// What to take where generated data doesn't fit, as JSON: all of an event's data by its topic, <c>["Account.Deposited@2"] =
    /// """{"amount":5,"currency":"EUR"}"""</c>, or the values of a type by the name that it has in the lock, <c>["Currency"] =
    /// "\"EUR\""</c>, a converter's by the converter's name. One dictionary serves all entities of a lock.
    /// </param>
    /// <exception cref="EventHistoryException">Something can't be read. It has all findings, each with event, version and data.</exception>
    /// <exception cref="FileNotFoundException">There is no such lock.</exception>
    public static void Verify<T>(string lockFile, IReadOnlyDictionary<string, string>? examples = null)
        where T : class, IEventSourced<T>
    {
        (string path, EventLock content, List<EventHistoryFinding> findings) = Read(lockFile);
        findings.AddRange(Check<T>(path, content, examples ?? new Dictionary<string, string>()));
        if (findings.Count > 0)
        {
            throw new EventHistoryException(T.Description.Name, findings);
        }
    }

    /// <summary>
    /// Does the same as <see cref="Verify"/> for all entities of an assembly, so that none is forgotten; each that the lock has must be
    /// among them.
    /// </summary>
    /// <param name="assembly">The assembly with the entities.</param>
    /// <param name="lockFile">The path of <c>events.lock</c>, as <see cref="Verify"/> looks for it.</param>
    /// <param name="examples">Data for events and values for types, as for <see cref="Verify"/>.</param>
    /// <exception cref="EventHistoryException">Something can't be read. It has all findings of all entities.</exception>
    /// <exception cref="FileNotFoundException">There is no such lock.</exception>
    /// <exception cref="ArgumentException">The assembly has no entity.</exception>
    public static void VerifyAll(Assembly assembly, string lockFile, IReadOnlyDictionary<string, string>? examples = null)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        Type[] types = [.. assembly.GetTypes().Where(IsEntity)];
        if (types.Length == 0)
        {
            throw new ArgumentException($"{assembly.GetName().Name} has no class with [Entity] or [Aggregate].", nameof(assembly));
        }

        (string path, EventLock content, List<EventHistoryFinding> findings) = Read(lockFile);
        List<string> failed = [];
        List<string> known = [];
        MethodInfo describe = typeof(EventHistory).GetMethod(nameof(GetName), BindingFlags.NonPublic | BindingFlags.Static)!;
        MethodInfo check = typeof(EventHistory).GetMethod(nameof(Check), BindingFlags.NonPublic | BindingFlags.Static)!;
        foreach (Type type in types)
        {
            string name = (string)Invoke(describe, type)!;
            IReadOnlyList<EventHistoryFinding> found =
                (IReadOnlyList<EventHistoryFinding>)Invoke(check, type, path, content, examples ?? new Dictionary<string, string>())!;
            known.Add(name);
            findings.AddRange(found);
            if (found.Count > 0)
            {
                failed.Add(name);
            }
        }

        foreach (LockedEntity gone in content.Entities.Where(entity => !entity.IsRetired && !known.Contains(entity.Name)))
        {
            failed.Add(gone.Name);
            findings.Add(new EventHistoryFinding($"{path} has the entity '{gone.Name}', which no class of {assembly.GetName().Name} is."));
        }

        if (findings.Count > 0)
        {
            // What is wrong with the examples each entity has found.
            EventHistoryFinding[] different = [.. findings.DistinctBy(static finding => finding.ToString())];
            throw new EventHistoryException(string.Join(", ", failed.DefaultIfEmpty(path)), different);
        }
    }

    private static bool IsEntity(Type type) =>
        type is { IsClass: true, ContainsGenericParameters: false }
        && type.GetInterfaces()
            .Any(contract =>
                contract.IsGenericType
                    && contract.GetGenericTypeDefinition() == typeof(IEventSourced<>)
                    && contract.GenericTypeArguments[0] == type);

    private static object? Invoke(MethodInfo method, Type type, params object[] arguments) =>
        method.MakeGenericMethod(type).Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null);

    private static string GetName<T>()
        where T : class, IEventSourced<T> => T.Description.Name;

    private static IReadOnlyList<EventHistoryFinding> Check<T>(string path, EventLock content, IReadOnlyDictionary<string, string> examples)
        where T : class, IEventSourced<T>
    {
        string name = T.Description.Name;
        if (content.Find([name]) is { IsRetired: false } entity)
        {
            return new HistoryCheck<T>(entity, content, examples).Run();
        }

        string found = content.Find([name]) is null
            ? $"has no entity '{name}', "
                + $"only {string.Join(", ", content.Entities.Select(static e => $"'{e.Name}'").DefaultIfEmpty("none at all"))}"
            : $"has '{name}' as retired";
        return [new EventHistoryFinding($"{path} {found}. Update it by the fixes of ESG030 and ESG031.")];
    }

    private static (string Path, EventLock Content, List<EventHistoryFinding> Findings) Read(string lockFile)
    {
        ArgumentException.ThrowIfNullOrEmpty(lockFile);
        string path = Find(lockFile);
        EventLock content = EventLockReader.Read(File.ReadAllText(path), out IReadOnlyList<LockProblem> problems, out _);
        return (path, content, [.. problems.Select(problem => new EventHistoryFinding($"{path}({problem.Line + 1}): {problem.Reason}."))]);
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
