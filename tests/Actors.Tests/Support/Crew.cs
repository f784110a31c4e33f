namespace Actors.Tests.Support;

/// <summary>Has the crew take a member on.</summary>
internal sealed record Hire(string Name, Action<SpawnOptions>? Configure = null) : IRequest<Hire, IActorRef<Member>>;

/// <summary>A supervisor that does nothing but supervise, so that a test may look at how.</summary>
internal sealed class Crew(Roll roll) : Actor, IHandle<Hire, IActorRef<Member>>, IHandle<Fail>, IHandle<GetLife, int>
{
    private readonly int _life = roll.NextLife("crew");

    public ValueTask<IActorRef<Member>> HandleAsync(Hire request, CancellationToken cancellationToken)
    {
        SpawnOptions options = new();
        request.Configure?.Invoke(options);
        return new(Context.Spawn(() => new Member(request.Name, roll), request.Name, options));
    }

    public ValueTask HandleAsync(Fail message, CancellationToken cancellationToken) => throw message.Error;

    public ValueTask<int> HandleAsync(GetLife request, CancellationToken cancellationToken) => new(_life);

    protected override ValueTask OnRestartingAsync(Exception error, CancellationToken cancellationToken)
    {
        roll.Errors["crew"] = error;
        roll.Write("crew restarting");
        return default;
    }

    protected override ValueTask OnStopAsync(CancellationToken cancellationToken)
    {
        roll.Write("crew stops");
        roll.CrewStopped.Open();
        return default;
    }
}
