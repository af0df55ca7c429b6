using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace EsGen.Tool.Output;

/// <summary>Writes JSON, a document a line, and never holds more of it than a part.</summary>
/// <param name="output">Where to.</param>
internal sealed class JsonOutput(TextWriter output)
{
    private const int PartLength = 32 << 10;

    private readonly ArrayBufferWriter<byte> _buffer = new();

    /// <summary>No page of HTML is made of it, so that letters of every language stay readable; control characters don't get out.</summary>
    public static JsonWriterOptions Options { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 100_000 };

    /// <summary>Writes an object with all it has.</summary>
    /// <param name="members">Writes its members; if that is much, it calls <see cref="DrainIfLong"/> on the way.</param>
    public void WriteObject(Action<Utf8JsonWriter> members) => Write(writer =>
    {
        writer.WriteStartObject();
        members(writer);
        writer.WriteEndObject();
    });

    /// <summary>Writes a document with all it has.</summary>
    public void Write(Action<Utf8JsonWriter> write)
    {
        using (Utf8JsonWriter writer = new(_buffer, Options))
        {
            write(writer);
        }

        Drain();
        output.Write('\n');
    }

    public void DrainIfLong(Utf8JsonWriter writer)
    {
        if (writer.BytesPending > PartLength)
        {
            writer.Flush();
            Drain();
        }
    }

    private void Drain()
    {
        output.Write(Encoding.UTF8.GetString(_buffer.WrittenSpan));
        _buffer.ResetWrittenCount();
    }
}
