using Actors;

namespace Supervision;

public sealed record Decode(int Frame) : IRequest<Decode, int>;

/// <summary>What it knows is good for one line: it is restarted with it.</summary>
public sealed class Decoder : Actor, IHandle<Decode, int>
{
    public ValueTask<int> HandleAsync(Decode request, CancellationToken cancellationToken) => new(request.Frame + 1);

    protected override ValueTask OnStartAsync(CancellationToken cancellationToken)
    {
        Console.WriteLine("decoder: a new session");
        return default;
    }

    protected override ValueTask OnRestartingAsync(Exception error, CancellationToken cancellationToken)
    {
        if (error is ActorSiblingFailedException { Sibling.Name: var sibling }) Console.WriteLine($"decoder: the session ends with the {sibling}");
        return default;
    }
}
