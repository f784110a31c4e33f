namespace Actors.Benchmarks;

/// <summary>One way to do the work; every contestant does the same work in its own best form.</summary>
internal interface IContestant
{
    string Name { get; }

    /// <summary>Sends a shared object to one counting actor from several producers, until it has counted them all.</summary>
    Task TellAsync(int producers, int messages);

    /// <summary>Asks one actor, with so many Asks in flight.</summary>
    Task AskAsync(int inFlight, int requests);

    /// <summary>As <see cref="TellAsync"/> from one producer, with a number in a struct.</summary>
    Task TellStructAsync(int messages);

    /// <summary>As <see cref="TellAsync"/> from one producer, with a number in a fresh object.</summary>
    Task TellFreshAsync(int messages);

    /// <summary>Pairs of actors send one message back and forth, each pair its own.</summary>
    Task PingPongAsync(int pairs, int roundTrips);

    /// <summary>A token goes round a ring of actors.</summary>
    Task RingAsync(int actors, int hops);

    /// <summary>Makes actors, each of which is sent one message.</summary>
    Task CreateAsync(int actors);
}
