using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace EsGen.Analyzers.Tests;

/// <summary>Why code comes out differently.</summary>
internal static class Determinism
{
    public const string Clock = "it reads the clock";
    public const string Zone = "it depends on the machine's time zone";
    public const string RandomNumbers = "random numbers come out differently each time";
    public const string NewId = "a new id comes out differently each time";
    public const string Machine = "it depends on the machine and the process";
    public const string Process = "it depends on the process";
    public const string Hash = "hash codes differ from process to process";
    public const string MachineCulture = "it depends on the machine's culture";
    public const string Ordinal = "it depends on the machine's culture; use string.CompareOrdinal";
    public const string Comparison = "it depends on the machine's culture; give a StringComparison";
    public const string Culture = "it depends on the machine's culture; give CultureInfo.InvariantCulture";
    public const string Outside = "it reaches outside of the event";
    public const string Threads = "it depends on what other threads do";
    public const string OtherEntity = "another entity may have changed by the next replay";
    public const string Static = "static state changes without an event";

    public static string Message(string name, string reason) =>
        $"'{name}' must not be used in a mutator arm: {reason}. Let the command find the value, and record it as a field of the event";

    public static Task Reported(string arm, params string[] messages) => Rule.AreReported(InArm(arm), messages);

    public static string InArm(string arm) => $$"""
        #pragma warning disable CS0162, CS0169, CS0219, CS0414, CS0649, CS1718
        public static class Settings { public static string Current { get; set; } = ""; }

        public sealed class Fixed : TimeProvider { public override DateTimeOffset GetUtcNow() => default; }

        [Entity]
        public partial class Thing
        {
            private const int Limit = 5;
            private static int s_made;
            private static readonly List<string> s_names = ["x"];
            public static int Made { get; private set; }

            [Event] public partial Thing();

            [Event("Done")] public partial void Do();

            private partial void WhenDone()
            {
                string text = "x";
                int number = 1;
                int? maybe = null;
                decimal amount = 1;
                DateTimeOffset when = default;
                List<int> numbers = [];
                {{arm}}
            }
        }
        """;
}
