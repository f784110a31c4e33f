namespace Actors.Tests.Asks;

/// <summary>A few actors, each of which asks some of the others before it answers; drawn at random.</summary>
internal sealed class AskGraph
{
    private readonly List<int>[] _neighbours;

    public AskGraph(Random random)
    {
        bool mayHaveCycles = random.Next(2) == 0;
        _neighbours = [.. Enumerable.Range(0, random.Next(2, 6)).Select(_ => new List<int>())];
        for (int actor = 0; actor < _neighbours.Length; actor++)
        {
            for (int other = mayHaveCycles ? 0 : actor + 1; other < _neighbours.Length; other++)
            {
                if (random.Next(3) == 0) _neighbours[actor].Add(other);
            }
        }
    }

    /// <summary>Whether some actor can be reached from itself.</summary>
    public bool HasCycle => Enumerable.Range(0, _neighbours.Length).Any(start =>
    {
        HashSet<int> seen = [];
        Stack<int> left = new(_neighbours[start]);
        while (left.TryPop(out int actor))
        {
            if (actor == start) return true;
            if (!seen.Add(actor)) continue;
            foreach (int next in _neighbours[actor]) left.Push(next);
        }

        return false;
    });

    /// <summary>Asks every actor at once, without a timeout.</summary>
    /// <param name="system">Where they live, for as long as this takes.</param>
    /// <param name="asksAtOnce">Whether an actor asks its neighbours all at once, and not one after the other.</param>
    /// <param name="patience">How long an Ask may take before it is said to hang.</param>
    /// <returns>How many were answered, and how many were told of a cycle.</returns>
    /// <exception cref="TimeoutException">An Ask hangs.</exception>
    /// <exception cref="AskCycleException">A cycle was reported, and there is none.</exception>
    public async Task<(int Answered, int Told)> RunAsync(IActorSystem system, bool asksAtOnce, TimeSpan patience)
    {
        List<IActorRef<Asker>> actors = [];
        foreach (List<int> neighbours in _neighbours) actors.Add(system.Spawn(() => new Asker(neighbours.Select(other => actors[other]), asksAtOnce)));
        Task<int>[] asks = [.. actors.Select(actor => actor.AskAsync(new Question(), Timeout.InfiniteTimeSpan).AsTask())];

        (int answered, int told) = (0, 0);
        foreach (Task<int> ask in asks)
        {
            try
            {
                await ask.WaitAsync(patience);
                answered++;
            }
            catch (AskCycleException) when (HasCycle)
            {
                told++;
            }
        }

        foreach (IActorRef<Asker> actor in actors) actor.Stop();
        return (answered, told);
    }

    private sealed record Question : IRequest<Question, int>;

    private sealed class Asker(IEnumerable<IActorRef<Asker>> neighbours, bool asksAtOnce) : Actor, IHandle<Question, int>
    {
        public async ValueTask<int> HandleAsync(Question request, CancellationToken cancellationToken)
        {
            if (asksAtOnce) return 1 + (await Task.WhenAll(neighbours.Select(other => other.AskAsync(request, Timeout.InfiniteTimeSpan, cancellationToken).AsTask()))).Sum();

            int sum = 1;
            foreach (IActorRef<Asker> other in neighbours) sum += await other.AskAsync(request, Timeout.InfiniteTimeSpan, cancellationToken);
            return sum;
        }
    }
}
