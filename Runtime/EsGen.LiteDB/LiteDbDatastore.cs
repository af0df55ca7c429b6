using System.Diagnostics.CodeAnalysis;

namespace EsGen.LiteDB;

/// <summary>A datastore in a LiteDB file or in memory: embedded, one process, nothing to install.</summary>
/// <remarks>
/// <para>Safe for concurrent use. Appends take effect one after another; one that returned is seen by every read begun afterwards.</para>
/// <para>
/// If the file can't be written any more, on a full disk for example, the call concerned and every later one throw
/// <see cref="DatastoreFailedException"/>, and the file stays as it is. Opening it again finds everything that was acknowledged.
/// </para>
/// </remarks>
[SuppressMessage("Design", "CA2213", Justification = "The semaphore has no wait handle to free, and callers may still be waiting at it.")]
public sealed class LiteDbDatastore : IDatastore
{
    private const TaskCreationOptions OwnThread = TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach;

    private readonly SemaphoreSlim _setup = new(1);
    private readonly IStoreFiles _files;
    private readonly Durability _durability;
    private readonly SnapshotFile? _snapshots;
    private LiteDbConnection? _connection;
    private volatile LiteDbActiveRecordStrategy? _strategy;
    private volatile bool _disposed;

    /// <summary>Creates a datastore that is not yet connected; <see cref="Open(LiteDbSettings)"/> does all in one.</summary>
    /// <param name="settings">Where the data is.</param>
    /// <exception cref="ArgumentException">The path is null, empty or blank.</exception>
    public LiteDbDatastore(LiteDbSettings settings)
        : this(settings, files: null)
    {
    }

    internal LiteDbDatastore(LiteDbSettings settings, IStoreFiles? files)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentException.ThrowIfNullOrWhiteSpace(settings.Path, nameof(settings));

        _durability = settings.Durability ?? throw new ArgumentException("The durability is null.", nameof(settings));

        IsReadOnly = settings.ReadOnly;
        _files = files ?? FilesOf(settings);
        ReadModelStore = ReadModelStoreOf(settings);
        _snapshots = files is null && !IsReadOnly ? SnapshotFileOf(settings) : null;
        SnapshotStore = _snapshots is null ? null : new LiteDbSnapshotStore(_snapshots);
    }

    /// <inheritdoc/>
    /// <exception cref="ObjectDisposedException">The datastore has been disposed.</exception>
    public IActiveRecordStrategy ActiveRecordStrategy
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _strategy ?? throw new InvalidOperationException(
                $"The datastore isn't set up. Call {nameof(SetupConnection)} and {nameof(SetupTables)}, or {nameof(Open)} for both.");
        }
    }

    /// <summary>
    /// The place for the documents of read models: in memory for a datastore in memory, else the file of
    /// <see cref="LiteDbSettings.ReadModelPath"/>; null if the store is only read.
    /// </summary>
    public IReadModelStore? ReadModelStore { get; }

    /// <summary>Where snapshots are kept, in a file of their own; null if the store is only read.</summary>
    public ISnapshotStore? SnapshotStore { get; }

    /// <summary>Whether it was opened with <see cref="LiteDbSettings.ReadOnly"/>.</summary>
    internal bool IsReadOnly { get; }

    /// <summary>Opens a datastore, connected and with its tables.</summary>
    /// <param name="pathOrMemory">The path of the database file, created if there is none; or <c>:memory:</c>.</param>
    /// <exception cref="ArgumentException">The path is null, empty or blank.</exception>
    /// <exception cref="DirectoryNotFoundException">The directory of the path doesn't exist.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    /// <exception cref="DatastoreInUseException">Another datastore has the file open, in this process or in another one.</exception>
    /// <exception cref="InvalidDataException">
    /// The file is something else, or of another version, or its log isn't its own; all is left as it is.
    /// </exception>
    /// <exception cref="StoreCorruptException">The file is damaged, truncated, or lacks its log.</exception>
    /// <exception cref="DatastoreFailedException">Reading or writing failed, on a full disk for example.</exception>
    public static LiteDbDatastore Open(string pathOrMemory)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(pathOrMemory);
        return Open(new LiteDbSettings { Path = pathOrMemory });
    }

    /// <summary>Opens a datastore, connected and with its tables.</summary>
    /// <param name="settings">Where the data is.</param>
    /// <exception cref="ArgumentException">The path is null, empty or blank.</exception>
    /// <exception cref="DirectoryNotFoundException">The directory of the path doesn't exist.</exception>
    /// <exception cref="FileNotFoundException">There is no file, and none is to be created.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    /// <exception cref="DatastoreInUseException">Another datastore has the file open, in this process or in another one.</exception>
    /// <exception cref="InvalidDataException">
    /// The file is something else, or of another version, or its log isn't its own; all is left as it is.
    /// </exception>
    /// <exception cref="StoreCorruptException">The file is damaged, truncated, or lacks its log.</exception>
    /// <exception cref="DatastoreFailedException">Reading or writing failed, on a full disk for example.</exception>
    public static LiteDbDatastore Open(LiteDbSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return Open(settings, isAsynchronous: false, CancellationToken.None).GetAwaiter().GetResult();
    }

    /// <summary>As <see cref="Open(string)"/>, without blocking a thread.</summary>
    /// <param name="pathOrMemory">The path of the database file, created if there is none; or <c>:memory:</c>.</param>
    /// <param name="cancellationToken">Ends it, if it hasn't begun.</param>
    /// <inheritdoc cref="Open(string)" path="/exception"/>
    public static Task<LiteDbDatastore> OpenAsync(string pathOrMemory, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(pathOrMemory);
        return OpenAsync(new LiteDbSettings { Path = pathOrMemory }, cancellationToken);
    }

    /// <summary>As <see cref="Open(LiteDbSettings)"/>, without blocking a thread.</summary>
    /// <param name="settings">Where the data is.</param>
    /// <param name="cancellationToken">Ends it, if it hasn't begun.</param>
    /// <inheritdoc cref="Open(LiteDbSettings)" path="/exception"/>
    public static Task<LiteDbDatastore> OpenAsync(LiteDbSettings settings, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return Open(settings, isAsynchronous: true, cancellationToken);
    }

    /// <inheritdoc/>
    /// <exception cref="DirectoryNotFoundException">The directory of the path doesn't exist.</exception>
    /// <exception cref="FileNotFoundException">There is no file, and none is to be created.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    /// <exception cref="DatastoreInUseException">Another datastore has the file open, in this process or in another one.</exception>
    /// <exception cref="InvalidDataException">
    /// The file is something else, or of another version, or its log isn't its own; all is left as it is.
    /// </exception>
    /// <exception cref="StoreCorruptException">The file is damaged, truncated, or lacks its log.</exception>
    /// <exception cref="DatastoreFailedException">Reading or writing failed, on a full disk for example.</exception>
    /// <exception cref="ObjectDisposedException">The datastore has been disposed.</exception>
    public void SetupConnection() => SetUpConnection(isAsynchronous: false, CancellationToken.None).GetAwaiter().GetResult();

    /// <inheritdoc/>
    /// <inheritdoc cref="SetupConnection" path="/exception"/>
    public ValueTask SetupConnectionAsync(CancellationToken cancellationToken = default) =>
        new(SetUpConnection(isAsynchronous: true, cancellationToken));

    /// <inheritdoc/>
    /// <exception cref="ObjectDisposedException">The datastore has been disposed.</exception>
    public void SetupTables() => SetUpTables(isAsynchronous: false, CancellationToken.None).GetAwaiter().GetResult();

    /// <inheritdoc/>
    /// <inheritdoc cref="SetupTables" path="/exception"/>
    public ValueTask SetupTablesAsync(CancellationToken cancellationToken = default) =>
        new(SetUpTables(isAsynchronous: true, cancellationToken));

    /// <summary>
    /// Reads everything and checks it: that no page and no event has changed since it was written, that the notification ids have no gap,
    /// and that the order of the notifications and that of the sequences hold the same events. Others can read and append meanwhile.
    /// </summary>
    /// <exception cref="StoreCorruptException">
    /// Something is damaged; restore a backup, or take what is left with <see cref="Salvage"/>.
    /// </exception>
    public void Verify() => StoreVerification.Verify(Connected(), CancellationToken.None);

    /// <summary>As <see cref="Verify"/>, on a thread of its own.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="StoreCorruptException">
    /// Something is damaged; restore a backup, or take what is left with <see cref="Salvage"/>.
    /// </exception>
    public Task VerifyAsync(CancellationToken cancellationToken = default) =>
        OnOwnThread(() => StoreVerification.Verify(Connected(), cancellationToken), cancellationToken);

    /// <summary>
    /// Writes a copy of everything that is stored so far to a new file, with the same notification ids. Others can read and append
    /// meanwhile; what they append may or may not be in it. Each event is checked on the way.
    /// </summary>
    /// <param name="path">The new file. It appears when it is complete and on the medium.</param>
    /// <exception cref="ArgumentException">The path is null, empty or blank.</exception>
    /// <exception cref="IOException">There is a file of that name or of its log's already, or it can't be written.</exception>
    /// <exception cref="StoreCorruptException">Something is damaged; the backup isn't written.</exception>
    public void Backup(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        StoreBackup.Write(Connected(), Path.GetFullPath(path), CancellationToken.None);
    }

    /// <summary>As <see cref="Backup"/>, on a thread of its own.</summary>
    /// <param name="path">The new file. It appears when it is complete and on the medium.</param>
    /// <param name="cancellationToken">Ends it; the file isn't written then.</param>
    /// <inheritdoc cref="Backup" path="/exception"/>
    public Task BackupAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var fullPath = Path.GetFullPath(path);
        return OnOwnThread(() => StoreBackup.Write(Connected(), fullPath, cancellationToken), cancellationToken);
    }

    /// <summary>
    /// Takes all events that are left of a damaged store, from its file and its log, and writes them to a new store. The damaged files are
    /// only read. Of a sequence in which something is missing, the new store has what comes before that; the rest is set aside in a file
    /// beside it. If anything is missing, later events have other notification ids in the new store: whoever follows the notifications has
    /// to begin anew.
    /// </summary>
    /// <param name="damagedPath">The file of the damaged store, which nobody may have open to write it.</param>
    /// <param name="newPath">The new file. It appears when it is complete and on the medium.</param>
    /// <param name="cancellationToken">Ends it; nothing is written then.</param>
    /// <returns>How much was found, and what is missing.</returns>
    /// <exception cref="ArgumentException">A path is null, empty or blank.</exception>
    /// <exception cref="FileNotFoundException">There is no damaged file.</exception>
    /// <exception cref="IOException">
    /// There is a file of the new name, or of its log's, or one for what is set aside; or a file can't be read or written.
    /// </exception>
    /// <exception cref="DatastoreInUseException">
    /// Somebody has the damaged store open to write it, in this process or in another one.
    /// </exception>
    /// <exception cref="InvalidDataException">
    /// The file isn't a store of this format, or the log beside it isn't its own, or nothing is left; nothing was written.
    /// </exception>
    public static SalvageReport Salvage(string damagedPath, string newPath, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(damagedPath);
        ArgumentException.ThrowIfNullOrWhiteSpace(newPath);
        return StoreSalvage.Write(Path.GetFullPath(damagedPath), Path.GetFullPath(newPath), cancellationToken);
    }

    /// <summary>As <see cref="Salvage"/>, on a thread of its own.</summary>
    /// <param name="damagedPath">The file of the damaged store, which nobody may have open to write it.</param>
    /// <param name="newPath">The new file. It appears when it is complete and on the medium.</param>
    /// <param name="cancellationToken">Ends it; nothing is written then.</param>
    /// <returns>How much was found, and what is missing.</returns>
    /// <inheritdoc cref="Salvage" path="/exception"/>
    public static Task<SalvageReport> SalvageAsync(string damagedPath, string newPath, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(damagedPath);
        ArgumentException.ThrowIfNullOrWhiteSpace(newPath);
        var (damagedFullPath, newFullPath) = (Path.GetFullPath(damagedPath), Path.GetFullPath(newPath));
        return OnOwnThread(() => StoreSalvage.Write(damagedFullPath, newFullPath, cancellationToken), cancellationToken);
    }

    /// <summary>Refuses further calls, finishes the appends that wait and closes the database. A second call does nothing more.</summary>
    public void Dispose()
    {
        BeginDispose(isAsynchronous: false).GetAwaiter().GetResult()?.Dispose();
        _snapshots?.Dispose();
    }

    /// <summary>As <see cref="Dispose"/>, without blocking a thread.</summary>
    public async ValueTask DisposeAsync()
    {
        if (await BeginDispose(isAsynchronous: true).ConfigureAwait(false) is { } connection)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
        }

        _snapshots?.Dispose();
    }

    private static async Task<LiteDbDatastore> Open(LiteDbSettings settings, bool isAsynchronous, CancellationToken cancellationToken)
    {
        LiteDbDatastore datastore = new(settings);
        try
        {
            await datastore.SetUpConnection(isAsynchronous, cancellationToken).ConfigureAwait(false);
            await datastore.SetUpTables(isAsynchronous, cancellationToken).ConfigureAwait(false);
            return datastore;
        }
        catch
        {
            if (isAsynchronous)
            {
                await datastore.DisposeAsync().ConfigureAwait(false);
            }
            else
            {
                datastore.Dispose();
            }

            throw;
        }
    }

    /// <summary>Reading a whole store takes long, and blocks.</summary>
    private static Task OnOwnThread(Action action, CancellationToken cancellationToken) =>
        Task.Factory.StartNew(action, cancellationToken, OwnThread, TaskScheduler.Default);

    private static Task<T> OnOwnThread<T>(Func<T> function, CancellationToken cancellationToken) =>
        Task.Factory.StartNew(function, cancellationToken, OwnThread, TaskScheduler.Default);

    private static IReadModelStore? ReadModelStoreOf(LiteDbSettings settings)
    {
        if (settings.Path == LiteDbSettings.InMemory)
        {
            return new InMemoryReadModelStore();
        }

        var path = settings.ReadModelPath is { } given ? Path.GetFullPath(given) : StorePath.ReadModelsOf(settings.Path);
        return path == Path.GetFullPath(settings.Path)
            ? throw new ArgumentException("The file for read models is the one for the events.", nameof(settings))
            : settings.ReadOnly ? null
            : new LiteDbReadModelStore(path);
    }

    private static SnapshotFile SnapshotFileOf(LiteDbSettings settings)
    {
        if (settings.Path == LiteDbSettings.InMemory)
        {
            return SnapshotFile.InMemory();
        }

        var path = settings.SnapshotPath is { } given ? Path.GetFullPath(given) : StorePath.SnapshotsOf(settings.Path);
        return path == Path.GetFullPath(settings.Path) || path == Path.GetFullPath(settings.ReadModelPath ?? settings.Path)
            ? throw new ArgumentException("The file for snapshots is the one for the events or for read models.", nameof(settings))
            : SnapshotFile.OnDisk(path);
    }

    private static IStoreFiles FilesOf(LiteDbSettings settings)
    {
        if (settings.Path == LiteDbSettings.InMemory)
        {
            return settings.ReadOnly || settings.MustExist
                ? throw new ArgumentException(
                    "A database in memory is new: it can't be only read, and it can't exist already.",
                    nameof(settings))
                : new FilesInMemory();
        }

        // Resolved at once: a later change of the current directory must not move the database.
        var path = Path.GetFullPath(settings.Path);
        return settings.ReadOnly ? new FilesToRead(path) : new FilesOnDisk(path, settings.MustExist);
    }

    internal LiteDbConnection Connected()
    {
        _ = ActiveRecordStrategy;
        return _connection!;
    }

    private async Task SetUpConnection(bool isAsynchronous, CancellationToken cancellationToken)
    {
        await EnterSetup(isAsynchronous, cancellationToken).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            _connection ??= await LiteDbConnection.Open(_files, _durability, isAsynchronous, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _setup.Release();
        }
    }

    private async Task SetUpTables(bool isAsynchronous, CancellationToken cancellationToken)
    {
        await EnterSetup(isAsynchronous, cancellationToken).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_connection is null)
            {
                throw new InvalidOperationException(
                    $"The datastore isn't connected. Call {nameof(SetupConnection)} first, or {nameof(Open)} for both.");
            }

            if (_strategy is null)
            {
                await _connection.SetUp(isAsynchronous, cancellationToken).ConfigureAwait(false);
                _strategy = new LiteDbActiveRecordStrategy(_connection, IsReadOnly);
            }
        }
        finally
        {
            _setup.Release();
        }
    }

    private Task EnterSetup(bool isAsynchronous, CancellationToken cancellationToken)
    {
        if (isAsynchronous)
        {
            return _setup.WaitAsync(cancellationToken);
        }

        _setup.Wait(cancellationToken);
        return Task.CompletedTask;
    }

    private async Task<LiteDbConnection?> BeginDispose(bool isAsynchronous)
    {
        await EnterSetup(isAsynchronous, CancellationToken.None).ConfigureAwait(false);
        try
        {
            _disposed = true;
            (ReadModelStore as IDisposable)?.Dispose();
            return _connection;
        }
        finally
        {
            _setup.Release();
        }
    }
}
