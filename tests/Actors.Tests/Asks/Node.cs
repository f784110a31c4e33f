using Actors.Tests.Support;

namespace Actors.Tests.Asks;

/// <summary>Goes down a list of actors: each asks the next, and the last answers how many there were.</summary>
internal sealed record Walk(IReadOnlyList<IActorRef<Node>> Path) : IRequest<Walk, int>;

/// <summary>Asks every one of them at once, and adds up what they say.</summary>
internal sealed record Spread(IReadOnlyList<Walk> Walks) : IRequest<Spread, int>;

/// <summary>Asks and does not wait for the answer.</summary>
internal sealed record Leave(IActorRef<Node> Whom, Walk What, TaskCompletionSource<int> Answer);

/// <summary>An actor that awaits others in its handlers.</summary>
internal sealed class Node : Actor, IHandle<Walk, int>, IHandle<Spread, int>, IHandle<Leave>, IHandle<Hold>
{
    public async ValueTask<int> HandleAsync(Walk request, CancellationToken cancellationToken) =>
        request.Path.Count == 0 ? 1 : 1 + await request.Path[0].AskAsync(new Walk([.. request.Path.Skip(1)]), cancellationToken);

    public async ValueTask<int> HandleAsync(Spread request, CancellationToken cancellationToken)
    {
        Task<int>[] asks = [.. request.Walks.Select(walk => walk.Path[0].AskAsync(new Walk([.. walk.Path.Skip(1)]), cancellationToken).AsTask())];
        return (await Task.WhenAll(asks)).Sum();
    }

    public ValueTask HandleAsync(Leave message, CancellationToken cancellationToken)
    {
        _ = AnswerAsync(message, cancellationToken);
        return default;
    }

    public async ValueTask HandleAsync(Hold message, CancellationToken cancellationToken)
    {
        message.Entered.Open();
        await message.Release.Passed.WaitAsync(cancellationToken);
    }

    private static async Task AnswerAsync(Leave message, CancellationToken cancellationToken)
    {
        try
        {
            message.Answer.SetResult(await message.Whom.AskAsync(message.What, cancellationToken));
        }
        catch (ActorException error)
        {
            message.Answer.SetException(error);
        }
    }
}
