using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace EsGen.Generators.Tests;

/// <summary>A lock of two thousand events: read once, and never again for an edit that has nothing to do with it.</summary>
public sealed class LargeLockTests
{
    private static readonly EventLock s_lock = new(new EquatableArray<LockedEntity>(Enumerable.Range(0, 200).Select(GetEntity)));

    private static readonly string s_source = string.Concat(Enumerable.Range(0, 200).Select(static i =>
        $"[Aggregate] public partial class Entity{i:000} {{ [Event(\"Happened0\", Version = 2)] public partial Entity{i:000}(decimal amount, string? text = null, int number1 = 1, int number2 = 2, int number3 = 3);"
        + string.Concat(Enumerable.Range(1, 9).Select(static j => $" [Event(\"Happened{j}\", Version = 2)] public partial void Do{j}(decimal amount, string? text = null, int number1 = 1, int number2 = 2, int number3 = 3);"))
        + " public decimal Amount { get; private set; } public string? Text { get; private set; } public int Number1 { get; private set; } public int Number2 { get; private set; } public int Number3 { get; private set; } }\n"));

    [Fact]
    public void An_unrelated_edit_reads_nothing_of_it_again()
    {
        CSharpCompilation before = Harness.Compile(s_source[..s_source.IndexOf("[Aggregate] public partial class Entity003", StringComparison.Ordinal)]);
        CompilerSettings settings = new() { Lock = EventLockWriter.Write(s_lock) };
        Incrementality.AssertUnaffected(before, before.AddSyntaxTrees(Harness.Parse("class Unrelated { }", "New.cs")), settings);
    }

    [Fact]
    public void Reading_it_allocates_no_more_than_a_few_times_its_size()
    {
        string text = EventLockWriter.Write(s_lock);
        EventLockReader.Read(text);
        long start = GC.GetAllocatedBytesForCurrentThread();
        EventLock read = EventLockReader.Read(text);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - start;
        Assert.Equal(s_lock, read);
        Assert.InRange(allocated, 0, 60L * text.Length);
    }

    private static LockedEntity GetEntity(int number) =>
        new($"Entity{number:000}", false, default, new EquatableArray<LockedEvent>(Enumerable.Range(0, 10).Select(GetEvent)));

    private static LockedEvent GetEvent(int number) =>
        new($"Happened{number}", number == 0 ? EventKind.Creation : EventKind.Change, false, default, new EquatableArray<LockedVersion>([GetVersion(1), GetVersion(2)]));

    private static LockedVersion GetVersion(int number) => new(
        number,
        new(((LockedField[])
        [
            new("amount", default, new LockedFieldType("decimal", default, false), false, null),
            new("text", default, new LockedFieldType("string", default, true), true, "null"),
            .. Enumerable.Range(1, number + 1).Select(static i => new LockedField($"number{i}", default, new LockedFieldType("int", default, false), true, $"{i}")),
        ])),
        default);
}
