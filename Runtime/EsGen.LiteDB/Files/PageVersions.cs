using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace EsGen.LiteDB;

/// <summary>
/// How often each page is in the log. LiteDB copies all versions of a page to the data file, one after another; only the last one needs to
/// be written.
/// </summary>
internal sealed class PageVersions
{
    private readonly Dictionary<uint, int> _counts = [];
    private readonly List<uint> _uncommitted = [];

    /// <summary>Whether as many versions were copied as there are; false: the data file may lack pages.</summary>
    public bool AreCopied => _counts.Values.All(static count => count == 0);

    public void Add(uint pageId) => _uncommitted.Add(pageId);

    /// <summary>What was added so far is part of a commit, so that LiteDB will copy it.</summary>
    public void Commit()
    {
        foreach (var pageId in _uncommitted)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_counts, pageId, out _)++;
        }

        _uncommitted.Clear();
    }

    /// <summary>Takes note that a version is copied; true if there is a later one of the same page.</summary>
    public bool IsFollowed(uint pageId)
    {
        ref var count = ref CollectionsMarshal.GetValueRefOrNullRef(_counts, pageId);
        return !Unsafe.IsNullRef(ref count) && --count > 0;
    }

    public void Clear()
    {
        _counts.Clear();
        _uncommitted.Clear();
    }
}
