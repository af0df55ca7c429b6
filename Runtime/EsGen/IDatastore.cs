namespace EsGen;

/// <summary>A place that holds sequenced items, such as a database file.</summary>
public interface IDatastore : IDisposable
{
    /// <summary>The way to its items. Available once both set-ups have been called.</summary>
    /// <exception cref="InvalidOperationException">A set-up is missing.</exception>
    IActiveRecordStrategy ActiveRecordStrategy { get; }

    /// <summary>Connects to the database, creating it if there is none. A second call does nothing.</summary>
    void SetupConnection();

    /// <summary>Creates what is missing of tables and indexes. A second call does nothing.</summary>
    /// <exception cref="InvalidOperationException"><see cref="SetupConnection"/> has not been called.</exception>
    void SetupTables();
}
