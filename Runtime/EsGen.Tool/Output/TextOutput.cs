using Spectre.Console;

namespace EsGen.Tool.Output;

/// <summary>
/// Writes for people: on a terminal with headings in bold and tables that fit its width, elsewhere plain lines at their full width, which
/// other programs can cut into columns.
/// </summary>
internal sealed class TextOutput
{
    private readonly TextWriter _output;
    private readonly IAnsiConsole? _terminal;

    public TextOutput(ToolConsole console)
    {
        _output = console.Out;
        if (console.IsOutputTerminal)
        {
            _terminal = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(console.Out) });
        }
    }

    /// <summary>A line of text, however long.</summary>
    public void Line(string text = "") => _output.WriteLine(Visible.Line(text));

    public void Heading(string text)
    {
        if (_terminal is null)
        {
            Line(text);
        }
        else
        {
            _terminal.Write(new Text(Visible.Line(text), new Style(decoration: Decoration.Bold)));
            _terminal.WriteLine();
        }
    }

    /// <summary>Names with values.</summary>
    public void Fields(IReadOnlyList<(string Name, string Value)> fields)
    {
        int width = fields.Max(static field => field.Name.Length);
        foreach ((string name, string value) in fields)
        {
            Line($"{name.PadRight(width)}  {value}");
        }
    }

    /// <summary>Rows below the names of their columns.</summary>
    /// <param name="columns">The names.</param>
    /// <param name="rows">The cells of each row.</param>
    /// <param name="whole">Which column is never broken into lines: one that people copy from.</param>
    public void Table(IReadOnlyList<string> columns, IReadOnlyList<string[]> rows, int whole = 0)
    {
        string[][] cells = [.. rows.Select(static row => row.Select(Visible.Line).ToArray())];
        if (_terminal is null)
        {
            WritePlain([[.. columns], .. cells]);
            return;
        }

        Table table = new() { Border = TableBorder.None };
        for (int i = 0; i < columns.Count; i++)
        {
            table.AddColumn(new TableColumn(new Text(columns[i], new Style(decoration: Decoration.Bold)))
            {
                Padding = new Padding(0, 0, i < columns.Count - 1 ? 2 : 0, 0),
                NoWrap = i == whole,
            });
        }

        foreach (string[] row in cells)
        {
            // As texts: a cell such as [1,2] is no markup.
            table.AddRow(row.Select(static cell => new Text(cell)));
        }

        _terminal.Write(table);
    }

    private void WritePlain(string[][] rows)
    {
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length))];
        foreach (string[] row in rows)
        {
            _output.WriteLine(string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
        }
    }
}
