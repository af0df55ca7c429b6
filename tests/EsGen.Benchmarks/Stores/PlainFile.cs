using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace EsGen.Benchmarks.Stores;

/// <summary>A file that is only appended to, with one fsync an append: what the machine can do at most.</summary>
internal sealed class PlainFile(string path) : IStoreToCompare
{
    private readonly Lock _lock = new();
    private readonly SafeFileHandle _file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite);
    private readonly byte[] _buffer = new byte[1 << 20];
    private long _length;

    public void Append(SequencedItem[] items)
    {
        lock (_lock)
        {
            var length = 0;
            foreach (var item in items)
            {
                BinaryPrimitives.WriteInt32LittleEndian(_buffer.AsSpan(length), item.Data.Length);
                item.SequenceId.TryWriteBytes(_buffer.AsSpan(length + 4));
                BinaryPrimitives.WriteInt64LittleEndian(_buffer.AsSpan(length + 20), item.Position);
                item.Data.Span.CopyTo(_buffer.AsSpan(length + 28));
                length += 28 + item.Data.Length;
            }

            RandomAccess.Write(_file, _buffer.AsSpan(0, length), _length);
            RandomAccess.FlushToDisk(_file);
            _length += length;
        }
    }

    public int Load(Guid sequenceId) => throw new NotSupportedException();

    public long Scan() => throw new NotSupportedException();

    public void Dispose() => _file.Dispose();
}
