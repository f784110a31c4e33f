using Actors;

namespace Stress;

/// <summary>Where and when a life of a <see cref="Victim"/> is to go wrong.</summary>
internal enum Where
{
    Nowhere,
    Constructor,
    OnStart,
    OnStop,
    OnRestarting,
    OnRestarted,
    Dispose,
    DisposeAsync,
}

/// <summary>A planned fault.</summary>
internal sealed class SoakException(string what) : Exception(what);

internal sealed record Hurt(Exception Error, bool Later = false);

internal sealed record HurtAsk(Exception Error, bool Later = false) : IRequest<HurtAsk, int>;

internal sealed record Ping : IRequest<Ping, int>;

internal sealed record Nap(TaskCompletionSource? Entered, Task Until);

internal sealed record NapAsk(Task Until) : IRequest<NapAsk, int>;

internal sealed record BlockThread(int Milliseconds);

internal sealed record Leave;

internal sealed record Bear(Where Where = Where.Nowhere, int? Capacity = null) : IRequest<Bear, IActorRef<Victim>>;

/// <summary>Has children and nothing else.</summary>
internal sealed class Ground : Actor, IHandle<Bear, IActorRef<Victim>>
{
    public ValueTask<IActorRef<Victim>> HandleAsync(Bear request, CancellationToken cancellationToken)
    {
        SpawnOptions options = new() { Mailbox = request.Capacity is { } capacity ? new Actors.Mailboxes.BoundedMailbox(capacity) : null };
        int lives = 0;
        Where where = request.Where;
        return new(Context.Spawn(
            () => where switch
            {
                // The second life, since a first that fails never lives.
                Where.Constructor when ++lives > 1 => throw new SoakException("constructor"),
                Where.Dispose => new DisposableVictim(),
                Where.DisposeAsync => new AsyncDisposableVictim(),
                _ => new Victim(where),
            },
            options: options));
    }
}

internal class Victim(Where where) : Actor,
    IHandle<Hurt>, IHandle<HurtAsk, int>, IHandle<Ping, int>, IHandle<Nap>, IHandle<NapAsk, int>, IHandle<BlockThread>, IHandle<Leave>
{
    public ValueTask HandleAsync(Hurt message, CancellationToken cancellationToken) =>
        message.Later ? new ValueTask(LaterAsync(message.Error)) : throw message.Error;

    public ValueTask<int> HandleAsync(HurtAsk request, CancellationToken cancellationToken) =>
        request.Later ? new ValueTask<int>(LaterAsync(request.Error)) : throw request.Error;

    public ValueTask<int> HandleAsync(Ping request, CancellationToken cancellationToken) => new(1);

    public async ValueTask HandleAsync(Nap message, CancellationToken cancellationToken)
    {
        message.Entered?.TrySetResult();
        await message.Until.WaitAsync(cancellationToken);
    }

    public async ValueTask<int> HandleAsync(NapAsk request, CancellationToken cancellationToken)
    {
        await request.Until.WaitAsync(cancellationToken);
        return 1;
    }

    public ValueTask HandleAsync(BlockThread message, CancellationToken cancellationToken)
    {
        Thread.Sleep(message.Milliseconds);
        return default;
    }

    public ValueTask HandleAsync(Leave message, CancellationToken cancellationToken)
    {
        Context.Stop();
        return default;
    }

    protected override ValueTask OnStartAsync(CancellationToken cancellationToken) => FailIf(Where.OnStart);

    protected override ValueTask OnStopAsync(CancellationToken cancellationToken) => FailIf(Where.OnStop);

    protected override ValueTask OnRestartingAsync(Exception error, CancellationToken cancellationToken) => FailIf(Where.OnRestarting);

    protected override ValueTask OnRestartedAsync(Exception error, CancellationToken cancellationToken) => FailIf(Where.OnRestarted);

    private static async Task<int> LaterAsync(Exception error)
    {
        await Task.Yield();
        throw error;
    }

    private ValueTask FailIf(Where here) => where == here ? throw new SoakException(here.ToString()) : default;
}

internal sealed class DisposableVictim() : Victim(Where.Dispose), IDisposable
{
    public void Dispose() => throw new SoakException("dispose");
}

internal sealed class AsyncDisposableVictim() : Victim(Where.DisposeAsync), IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        await Task.Yield();
        throw new SoakException("dispose async");
    }
}
