using System.Runtime.CompilerServices;
using Actors.Tests.Support;

namespace Actors.Tests.Routing;

/// <summary>Starts a timer.</summary>
internal sealed record Wind(Gate Rang, TimeSpan After);

/// <summary>A request that is answered at once.</summary>
internal sealed record Turn : IRequest<Turn, int>;

/// <summary>Work that makes as much work as it is, until a gate is open.</summary>
internal sealed record TurnAgain(IActorRef<Ringer> Pool, Gate Until);

/// <summary>Asks for a sequence.</summary>
internal sealed record CountTo(int Last) : IStreamRequest<CountTo, int>;

/// <summary>One of many that have timers and make sequences.</summary>
internal sealed class Ringer : Actor, IHandle<Wind>, IHandle<Gate>, IHandle<Turn, int>, IHandle<TurnAgain>, IHandleStream<CountTo, int>
{
    public ValueTask HandleAsync(Wind message, CancellationToken cancellationToken)
    {
        this.StartTimer("ring", message.Rang, message.After);
        return default;
    }

    public ValueTask HandleAsync(Gate message, CancellationToken cancellationToken)
    {
        message.Open();
        return default;
    }

    public ValueTask<int> HandleAsync(Turn request, CancellationToken cancellationToken) => default;

    public ValueTask HandleAsync(TurnAgain message, CancellationToken cancellationToken)
    {
        if (!message.Until.IsOpen) message.Pool.Tell(message);
        return default;
    }

    public async IAsyncEnumerable<int> HandleAsync(CountTo request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (int item = 1; item <= request.Last; item++)
        {
            await Task.Yield();
            yield return item;
        }
    }
}
