namespace Actors.Routing;

/// <summary>The routees that a <see cref="RoutingPolicy"/> chooses from; stays as it is for the length of a call.</summary>
public readonly ref struct RouteeList
{
    private readonly IActorRef[] _routees;

    internal RouteeList(IActorRef[] routees) => _routees = routees;

    /// <summary>How many there are; 1 or more.</summary>
    public int Count => _routees.Length;

    /// <summary>The address of one.</summary>
    public IActorRef this[int position] => _routees[position];

    /// <summary>How many messages wait for one or are being handled by it; of about this moment.</summary>
    public int BacklogOf(int position) => _routees[position].Backlog;

    /// <summary>The same object for the same routees: what a policy may keep beside what it worked out about them.</summary>
    internal IActorRef[] Snapshot => _routees;
}
