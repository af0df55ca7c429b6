namespace EsGen.Generators.Model.Policies;

/// <summary>What a policy's <c>On</c> gives back.</summary>
internal enum PolicyResult
{
    /// <summary>Nothing: <c>void</c>.</summary>
    Nothing,

    /// <summary>A <c>Task</c>.</summary>
    Task,

    /// <summary>A <c>ValueTask</c>.</summary>
    ValueTask,

    /// <summary>An instance.</summary>
    One,

    /// <summary>Several instances.</summary>
    Many,

    /// <summary>An instance in a task.</summary>
    TaskOfOne,

    /// <summary>Several instances in a task.</summary>
    TaskOfMany,
}
