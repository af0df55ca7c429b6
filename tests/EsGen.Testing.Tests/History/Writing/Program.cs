using System.Globalization;
using System.Reflection;
using EsGen;
using EsGen.LiteDB;
using EsGen.Testing.Tests.History;

// Lives the day of one shape in the file that those before it have left, and writes what came of it as lines, too.
Dictionary<string, string?> settings = typeof(Day).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().ToDictionary(static a => a.Key, static a => a.Value);
int shape = int.Parse(settings["Shape"]!, CultureInfo.InvariantCulture);
string folder = settings["Stored"]!;
string file = Path.Combine(folder, "history.db");
if (shape == 1)
{
    File.Delete(file);
}

using LiteDbDatastore datastore = LiteDbDatastore.Open(file);
using EventSourcedApplication app = new(datastore, ShapeClock.Options(shape));
long before = datastore.ActiveRecordStrategy.LastNotificationId;
Day.Live(app);
File.WriteAllLines(
    Path.Combine(folder, $"shape{shape}.jsonl"),
    datastore.ActiveRecordStrategy.GetNotifications(before, limit: 1000).Select(static notification => StoredItem.Of(notification.Item).ToLine()));
