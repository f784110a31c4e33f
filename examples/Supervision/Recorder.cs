using Actors;

namespace Supervision;

public sealed record Next;

/// <summary>Keeps what was read, whatever happens to the line. When it has enough it stops itself, and with it the host.</summary>
public sealed class Recorder(IActorRef<Line> line, IActorRef<Decoder> decoder) : Actor, IHandle<Next>
{
    private readonly List<int> _samples = [];

    public async ValueTask HandleAsync(Next message, CancellationToken cancellationToken)
    {
        int frame = await line.AskAsync(new ReadFrame(), cancellationToken);
        _samples.Add(await decoder.AskAsync(new Decode(frame), cancellationToken));
        Console.WriteLine($"recorder: {string.Join(", ", _samples)}");
        if (_samples.Count < 4) this.Self().Tell(message);
        else Context.Stop();
    }

    protected override ValueTask OnStartAsync(CancellationToken cancellationToken)
    {
        this.Self().Tell(new Next());
        return default;
    }
}
