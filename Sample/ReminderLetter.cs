using EsGen;

namespace Sample;

/// <summary>What follows when an account falls below zero.</summary>
[Aggregate]
public partial class ReminderLetter
{
    [Event("Written")] public partial ReminderLetter(Guid id, string recipient, decimal owed);

    public string Recipient { get; private set; }

    public decimal Owed { get; private set; }
}
