namespace Actors.Benchmarks;

/// <summary>One way to do the work; every contestant does the same work in its own best form.</summary>
internal interface IContestant
{
    string Name { get; }

    /// <summary>Sends a shared object to one counting actor from several producers, until it has counted them all.</summary>
    Task TellAsync(int producers, int messages);

    /// <summary>Asks one actor, with so many Asks in flight.</summary>
    Task AskAsync(int inFlight, int requests);

    /// <summary>Two actors send one message back and forth.</summary>
    Task PingPongAsync(int roundTrips);
}
