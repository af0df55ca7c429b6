using Xunit;
using static EsGen.Generators.Tests.OldVersions;

namespace EsGen.Generators.Tests;

/// <summary>Converters of old versions.</summary>
public sealed class OldConverterTests
{
    private const string ConvertedLock = """
        entity Order
          event Created creates
            version 1
          event Priced retired
            version 1
              rates: list<converted<RateConverter>>
              stop: Stop
              type Stop
                at: converted<RateConverter>?
        """;

    private const string ConvertedOrder = """
        internal sealed class RateConverter : EventFieldConverter<Rate>
        {
            public override void Write(System.Text.Json.Utf8JsonWriter writer, Rate value) => writer.WriteNumberValue(value.Percent);
            public override Rate Read(ref System.Text.Json.Utf8JsonReader reader) => new(reader.GetInt32());
        }
        internal sealed record Rate(int Percent);

        [Aggregate, EventFieldConverter(typeof(RateConverter))] public partial class Order
        {
            [Event] public partial Order();
            public int Sum { get; private set; }
            private partial void When(Priced old) => Sum += old.Rates[0].Percent + (old.Stop.At?.Percent ?? 0);
        }
        """;

    [Fact]
    public void A_converter_that_no_field_has_any_more_is_named_on_the_class_and_its_type_may_be_internal() => Run(
        ConvertedLock,
        ConvertedOrder,
        """
        store.Append(Item(id, 0, "Order.Created", "{}"), Item(id, 1, "Order.Priced", "{\"rates\":[1],\"stop\":{\"at\":2}}"), Item(id, 2, "Order.Priced", "{\"rates\":[4],\"stop\":{\"at\":null}}"));
        Assert.Equal(7, app.Repository<Order>()[id].Sum);
        Assert.Equal(app.EventStore.GetEvents<Order.Event>(id), app.EventStore.GetEvents<Order.Event>(id));
        """);

    [Fact]
    public void A_converter_on_the_assembly_reads_old_versions_too() => Assert.Empty(Errors(
        ConvertedLock,
        "[assembly: EventFieldConverter(typeof(RateConverter))] " + ConvertedOrder.Replace(", EventFieldConverter(typeof(RateConverter))", "")));

    [Fact]
    public void A_converter_may_be_private_to_the_entity() => Assert.Empty(Errors(
        ConvertedLock,
        """
        [Aggregate, EventFieldConverter(typeof(RateConverter))] public partial class Order
        {
            [Event] public partial Order();
            public int Sum { get; private set; }
            private partial void When(Priced old) => Sum += old.Rates[0].Percent;
            private sealed record Rate(int Percent);
            private sealed class RateConverter : EventFieldConverter<Rate>
            {
                public override void Write(System.Text.Json.Utf8JsonWriter writer, Rate value) => writer.WriteNumberValue(value.Percent);
                public override Rate Read(ref System.Text.Json.Utf8JsonReader reader) => new(reader.GetInt32());
            }
        }
        """));

    [Fact]
    public void A_converter_that_is_gone_leaves_code_that_compiles() => Assert.Empty(Errors(
        ConvertedLock,
        ConvertedOrder.Replace(", EventFieldConverter(typeof(RateConverter))", "").Replace("old.Rates[0].Percent + (old.Stop.At?.Percent ?? 0)", "1")));

    [Fact]
    public void Of_two_converters_with_one_name_neither_reads_what_the_other_may_have_written()
    {
        const string Converter = "public sealed class RateConverter : EventFieldConverter<Rate> { public override void Write(System.Text.Json.Utf8JsonWriter writer, Rate value) { } public override Rate Read(ref System.Text.Json.Utf8JsonReader reader) => new(1); }";
        string entity = ConvertedOrder.Replace("EventFieldConverter(typeof(RateConverter))", "EventFieldConverter(typeof(RateConverter)), EventFieldConverter(typeof(A.RateConverter))").Replace("old.Rates[0].Percent + (old.Stop.At?.Percent ?? 0)", "1")
            + " namespace A { internal " + Converter["public ".Length..] + " }";
        CompilerSettings settings = new() { Lock = ConvertedLock };
        GeneratedCode run = Harness.Run(Harness.Compile(settings, entity), settings);
        Assert.Empty(run.GetCompilerErrors());
        EntityModel order = EntityParser.Parse(run.Compilation.GetTypeByMetadataName("Order")!, null, CancellationToken.None);
        Assert.Equal(new MissingConverterModel("Priced", 1, "RateConverter", IsAmbiguous: true), Assert.Single(EntityHistory.Add(order, LockText.Read(ConvertedLock).Find(["Order"])).MissingConverters));
    }
}
