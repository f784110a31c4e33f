using Actors.Supervision;

namespace Actors.Tests.Support;

/// <summary>Spawns a child for a test.</summary>
internal sealed record Raise(Func<ActorContext, IActorRef> Spawn) : IRequest<Raise, IActorRef>;

/// <summary>A parent whose children end when they fail with a <see cref="FormatException"/>, and are restarted after anything else.</summary>
internal sealed class Nest : Actor, IHandle<Raise, IActorRef>
{
    public static IActorRef<Nest> In(TestHost host) => host.System.Spawn(
        () => new Nest(), "nest", new SpawnOptions { Children = new OneForOneStrategy(100, decide: failure => failure.Error is FormatException ? Directive.Stop : Directive.Restart) });

    public ValueTask<IActorRef> HandleAsync(Raise request, CancellationToken cancellationToken) => new(request.Spawn(Context));
}

internal static class NestExtensions
{
    public static async Task<IActorRef<TActor>> RaiseAsync<TActor>(this IActorRef<Nest> nest, Func<TActor> create, string? name = null, SpawnOptions? options = null)
        where TActor : Actor => (IActorRef<TActor>)await nest.AskAsync(new Raise(context => context.Spawn(create, name, options)));
}
