using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace EsGen.Hosting;

/// <summary>Options out of a configuration. Without reflection; and a name that is no option is a mistake that should be seen.</summary>
internal static class ConfigurationBinding
{
    private const string RunnerSection = "Runner";

    private static readonly Dictionary<string, Action<EventSourcedApplicationOptions, string>> s_application = new(
        StringComparer.OrdinalIgnoreCase)
    {
        [nameof(EventSourcedApplicationOptions.Name)] = static (options, value) => options.Name = value,
        [nameof(EventSourcedApplicationOptions.MaxUpdateAttempts)] = static (options, value) => options.MaxUpdateAttempts = Int(value),
        [nameof(EventSourcedApplicationOptions.MaxDataSize)] = static (options, value) => options.MaxDataSize = Int(value),
        [nameof(EventSourcedApplicationOptions.MaxMetadataSize)] = static (options, value) => options.MaxMetadataSize = Int(value),
        [nameof(EventSourcedApplicationOptions.PageSize)] = static (options, value) => options.PageSize = Int(value),
        [nameof(EventSourcedApplicationOptions.TraceMetadata)] = static (options, value) => options.TraceMetadata = bool.Parse(value),
    };

    private static readonly Dictionary<string, Action<RunnerOptions, string>> s_runner = new(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(RunnerOptions.StopTimeout)] = static (options, value) => options.StopTimeout = Time(value),
        [nameof(RunnerOptions.KeepUnusedModels)] = static (options, value) => options.KeepUnusedModels = Time(value),
        [nameof(RunnerOptions.LeaseTime)] = static (options, value) => options.LeaseTime = Time(value),
        [nameof(RunnerOptions.Attempts)] = static (options, value) => options.Attempts = Int(value),
        [nameof(RunnerOptions.RetryPause)] = static (options, value) => options.RetryPause = Time(value),
        [nameof(RunnerOptions.OnFailure)] = static (options, value) => options.OnFailure = Enum.Parse<OnFailure>(value, ignoreCase: true),
        [nameof(RunnerOptions.MaxCausationDepth)] = static (options, value) => options.MaxCausationDepth = Int(value),
    };

    public static void Bind(IConfiguration section, EventSourcedApplicationOptions options) => Bind(
        section.GetChildren().Where(static child => !child.Key.Equals(RunnerSection, StringComparison.OrdinalIgnoreCase)),
        options,
        s_application,
        [RunnerSection]);

    /// <param name="section">The application's section.</param>
    /// <param name="options">The options.</param>
    public static void BindRunner(IConfiguration section, RunnerOptions options) =>
        Bind(section.GetSection(RunnerSection).GetChildren(), options, s_runner, []);

    private static void Bind<T>(
        IEnumerable<IConfigurationSection> values,
        T options,
        Dictionary<string, Action<T, string>> setters,
        string[] sections)
    {
        foreach (IConfigurationSection value in values)
        {
            if (!setters.TryGetValue(value.Key, out Action<T, string>? set))
            {
                throw new InvalidOperationException(
                    $"The configuration has {value.Path}, which is no option. There "
                        + $"are {string.Join(", ", setters.Keys.Concat(sections))}.");
            }

            try
            {
                set(options, value.Value ?? throw new FormatException("It needs a value."));
            }
            catch (Exception exception) when (exception is FormatException or OverflowException or ArgumentException)
            {
                throw new InvalidOperationException(
                    $"The configuration has '{value.Value}' for {value.Path}: {exception.Message}",
                    exception);
            }
        }
    }

    private static int Int(string value) => int.Parse(value, NumberStyles.Integer, CultureInfo.InvariantCulture);

    private static TimeSpan Time(string value) => TimeSpan.Parse(value, CultureInfo.InvariantCulture);
}
