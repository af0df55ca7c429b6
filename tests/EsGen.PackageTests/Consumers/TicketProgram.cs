using System;
using EsGen;
using EsGen.LiteDB;
using QuickStart;
using Tickets;

using LiteDbDatastore datastore = LiteDbDatastore.Open(":memory:");
using EventSourcedApplication app = new(datastore);

await QuickStartSteps.RunAsync(app).ConfigureAwait(false);

EventSourcedRepository<Ticket> tickets = app.Repository<Ticket>();
Ticket ticket = tickets.Create("It rains");
ticket.Title = "It rains in";
QuickStartSteps.Check(tickets[ticket.Id].Title == "It rains in", "an entity of the app works beside those of the library");
Console.WriteLine("all checks held");
