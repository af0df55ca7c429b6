using System;
using EsGen;
using EsGen.LiteDB;
using QuickStart;

using LiteDbDatastore datastore = LiteDbDatastore.Open(":memory:");
using EventSourcedApplication app = new(datastore);

await QuickStartSteps.RunAsync(app).ConfigureAwait(false);
Console.WriteLine("all checks held");
