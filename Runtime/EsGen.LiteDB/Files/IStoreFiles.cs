namespace EsGen.LiteDB;

/// <summary>Where the two files of a store are: the data file, and beside it the log while the store is open.</summary>
internal interface IStoreFiles
{
    /// <summary>What to call the store in messages.</summary>
    string Name { get; }

    /// <summary>How many pages the log may have before LiteDB copies it to the data file.</summary>
    int CheckpointPages { get; }

    /// <summary>For how many frames the log grows at a time.</summary>
    int ReservedFrames { get; }

    /// <summary>How many bytes of events may be in memory before they are folded into the blocks of their sequences.</summary>
    int RecentLength { get; }

    /// <summary>Whether no store may be created.</summary>
    bool MustExist { get; }

    /// <summary>Whether there is a log already. Its caller has the data file open.</summary>
    bool LogExists { get; }

    /// <summary>What to say if there is none although there should be one: the end of a sentence.</summary>
    string MissingLog { get; }

    /// <summary>Opens the data file, creating it if there is none and it may be, and keeps everybody else out.</summary>
    /// <exception cref="DatastoreInUseException">Somebody else has it open.</exception>
    IBlockFile OpenData();

    /// <summary>Opens the log, creating it if there is none. Its caller has the data file open.</summary>
    IBlockFile OpenLog();
}
