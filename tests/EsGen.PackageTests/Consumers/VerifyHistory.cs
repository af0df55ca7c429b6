using System;
using EsGen.Testing;
using Tickets;

try
{
    EventHistory.Verify<Ticket>("events.lock");
    Console.WriteLine("all of it is read");
}
catch (EventHistoryException e)
{
    Console.WriteLine(e.Message);
}
