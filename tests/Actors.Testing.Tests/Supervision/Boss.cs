namespace Actors.Testing.Tests.Supervision;

internal sealed record GetMortals : IRequest<GetMortals, IActorRef<Mortal>[]>;

internal sealed record FailYourself;

/// <summary>Has three children of each restart type, under the strategy that it was spawned with.</summary>
internal sealed class Boss(Func<Vita> newVita) : Actor, IHandle<GetMortals, IActorRef<Mortal>[]>, IHandle<FailYourself>
{
    private readonly List<IActorRef<Mortal>> _mortals = [];

    public ValueTask<IActorRef<Mortal>[]> HandleAsync(GetMortals request, CancellationToken cancellationToken) => new([.. _mortals]);

    public ValueTask HandleAsync(FailYourself message, CancellationToken cancellationToken) => throw new InvalidOperationException("planned");

    protected override ValueTask OnStartAsync(CancellationToken cancellationToken)
    {
        foreach (RestartType restart in Enum.GetValues<RestartType>())
        {
            Vita vita = newVita();
            _mortals.Add(Context.Spawn(() => new Mortal(vita), $"{restart}", new SpawnOptions { Restart = restart }));
        }

        return default;
    }
}
