using EsGen.Tests.Domain;
using EsGen.Tests.Stores;
using Xunit;

namespace EsGen.Tests.Documentation;

/// <summary>The recipes of docs/limits.md.</summary>
public sealed class LimitsPageTests
{
    [Fact]
    public void The_page_has_the_code_that_is_tested_here()
    {
        string code = File.ReadAllText(Path.Combine(Repository.Root, "tests", "EsGen.Tests", "Documentation", "UniqueEmailRecipe.cs")).ReplaceLineEndings("\n");
        string page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "limits.md")).ReplaceLineEndings("\n");

        Assert.Contains(code[code.IndexOf("/// <summary>", StringComparison.Ordinal)..], page, StringComparison.Ordinal);
    }

    [Fact]
    public void An_id_of_a_key_is_the_same_always_and_another_for_another_kind()
    {
        Guid id = DeterministicId.Of("email", "ada@example.org");

        Assert.Equal(Guid.Parse("e59af37d-5601-8d02-94e7-5fb4265bb01b"), id);
        Assert.Equal((8, 8), (id.Version, id.Variant & 0xC));
        Assert.NotEqual(id, DeterministicId.Of("mail", "ada@example.org"));
        Assert.NotEqual(DeterministicId.Of("ab", "c"), DeterministicId.Of("a", "bc"));
    }

    [Fact]
    public void A_claim_and_its_user_are_stored_both_or_none()
    {
        using TestApplication app = new();
        Guid claim = DeterministicId.Of("email", "ada@example.org");
        Account first = new("Ada");
        app.Save(new EmailClaim(claim, first.Id), first);
        Account second = new("Eve");

        ConcurrencyException conflict = Assert.Throws<ConcurrencyException>(() => app.Save(new EmailClaim(claim, second.Id), second));

        Assert.Equal(claim, conflict.SequenceId);
        Assert.False(app.Repository<Account>().Contains(second.Id));
        Assert.Equal(first.Id, app.Repository<EmailClaim>()[claim].User);
        app.Repository<EmailClaim>().Update(claim, owned => owned.HandOver(second.Id));
        Assert.Equal(second.Id, app.Repository<EmailClaim>()[claim].User);
        Assert.False(app.Repository<EmailClaim>().TryCreate(out _, claim, first.Id));
    }
}
