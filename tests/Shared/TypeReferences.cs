using System.Reflection;
using System.Reflection.Emit;

namespace EsGen.Tests.Shared;

/// <summary>
/// Which types of an assembly refer to which others of it, in signatures and in code. A nested type counts as the one around it.
/// </summary>
internal sealed class TypeReferences
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> s_opCodes = typeof(OpCodes).GetFields()
        .Select(static field => (OpCode)field.GetValue(null)!)
        .ToDictionary(static code => code.Value);

    private readonly Assembly _assembly;
    private readonly SortedDictionary<string, SortedSet<string>> _references = new(StringComparer.Ordinal);

    public TypeReferences(Assembly assembly)
    {
        _assembly = assembly;
        foreach (Type type in assembly.GetTypes().Where(static type => GetName(type) is not null))
        {
            Read(type);
        }
    }

    /// <summary>The names of the types, without their parameters.</summary>
    public SortedDictionary<string, SortedSet<string>>.KeyCollection Types => _references.Keys;

    /// <summary>The types that a type refers to, without itself.</summary>
    public SortedSet<string> this[string type] => _references[type];

    /// <summary>All that a type refers to by way of others, itself if that leads in a circle.</summary>
    public HashSet<string> Reach(string type)
    {
        HashSet<string> reached = [];
        Stack<string> open = new([type]);
        while (open.TryPop(out string? next))
        {
            foreach (string to in _references[next])
            {
                if (reached.Add(to))
                {
                    open.Push(to);
                }
            }
        }

        return reached;
    }

    /// <summary>Each two types that need each other, unless a knot has both of them: types that are one thing in several files.</summary>
    public IEnumerable<string> FindCircles(string[][] knots)
    {
        Dictionary<string, HashSet<string>> reached = Types.ToDictionary(static type => type, Reach);
        return
            from type in Types
            from other in reached[type]
            where string.CompareOrdinal(type, other) < 0 && reached[other].Contains(type)
                && !knots.Any(knot => knot.Contains(type) && knot.Contains(other))
            select $"{type} and {other} need each other";
    }

    /// <summary>The outermost type's name; null for what the compiler made beside all types.</summary>
    private static string? GetName(Type type)
    {
        while (type.DeclaringType is { } outer)
        {
            type = outer;
        }

        return type.Namespace?.StartsWith(nameof(EsGen), StringComparison.Ordinal) == true && !type.Name.StartsWith('<')
            ? type.Name.Split('`')[0]
            : null;
    }

    private static IEnumerable<int> ReadTokens(byte[] code)
    {
        for (int at = 0; at < code.Length;)
        {
            short value = code[at++];
            OpCode opCode = s_opCodes[value == 0xFE ? (short)(0xFE00 | code[at++]) : value];
            int size = opCode.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
                _ => 4,
            };
            if (opCode.OperandType is OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType)
            {
                yield return BitConverter.ToInt32(code, at);
            }

            at += size;
        }
    }

    private void Read(Type type)
    {
        SortedSet<string> to = _references.TryGetValue(GetName(type)!, out SortedSet<string>? known)
            ? known
            : _references[GetName(type)!] = new(StringComparer.Ordinal);
        Add(type.BaseType);
        foreach (Type contract in type.GetInterfaces())
        {
            Add(contract);
        }

        foreach (Type parameter in type.IsGenericTypeDefinition ? type.GetGenericArguments() : [])
        {
            Array.ForEach(parameter.GetGenericParameterConstraints(), Add);
        }

        foreach (FieldInfo field in type.GetFields(Declared))
        {
            Add(field.FieldType);
        }

        foreach (MethodBase method in type.GetMethods(Declared).Cast<MethodBase>().Concat(type.GetConstructors(Declared)))
        {
            ReadMethod(type, method, Add);
        }

        to.Remove(GetName(type)!);

        void Add(Type? other)
        {
            if (other is null || other.IsGenericParameter)
            {
                return;
            }

            if (other.HasElementType)
            {
                Add(other.GetElementType());
                return;
            }

            Array.ForEach(other.GetGenericArguments(), Add);
            if (other.Assembly == _assembly && GetName(other) is { } name)
            {
                to.Add(name);
            }
        }
    }

    private void ReadMethod(Type type, MethodBase method, Action<Type?> add)
    {
        Type[] methodArguments = method.IsGenericMethodDefinition ? method.GetGenericArguments() : [];
        foreach (Type constraint in methodArguments.SelectMany(static argument => argument.GetGenericParameterConstraints()))
        {
            add(constraint);
        }

        add((method as MethodInfo)?.ReturnType);
        foreach (ParameterInfo parameter in method.GetParameters())
        {
            add(parameter.ParameterType);
        }

        if (method.GetMethodBody() is not { } body)
        {
            return;
        }

        foreach (LocalVariableInfo local in body.LocalVariables)
        {
            add(local.LocalType);
        }

        foreach (ExceptionHandlingClause clause in body.ExceptionHandlingClauses)
        {
            add(clause.Flags == ExceptionHandlingClauseOptions.Clause ? clause.CatchType : null);
        }

        foreach (int token in ReadTokens(body.GetILAsByteArray()!))
        {
            MemberInfo member = _assembly.ManifestModule.ResolveMember(token, type.GetGenericArguments(), methodArguments)!;
            add(member as Type ?? member.DeclaringType);
            add((member as FieldInfo)?.FieldType);
            if (member is MethodInfo { IsGenericMethod: true } generic)
            {
                Array.ForEach(generic.GetGenericArguments(), argument => add(argument));
            }
        }
    }
}
