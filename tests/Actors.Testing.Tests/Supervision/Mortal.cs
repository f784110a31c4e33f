namespace Actors.Testing.Tests.Supervision;

internal sealed record Work(int Number);

internal sealed record AskWork(int Number) : IRequest<AskWork, int>;

internal sealed record Quit;

/// <summary>An actor that fails wherever it can, and notices when its life is not as it should be.</summary>
internal sealed class Mortal : Actor, IHandle<Work>, IHandle<AskWork, int>, IHandle<Quit>, IAsyncDisposable
{
    private readonly Vita _vita;
    private readonly int _life;
    private bool _hasStarted;
    private bool _hasEnded;
    private bool _isDisposed;

    public Mortal(Vita vita)
    {
        _vita = vita;
        _life = vita.Make();
    }

    public ValueTask HandleAsync(Work message, CancellationToken cancellationToken) => HandleAsync();

    public async ValueTask<int> HandleAsync(AskWork request, CancellationToken cancellationToken)
    {
        await HandleAsync();
        return request.Number;
    }

    public ValueTask HandleAsync(Quit message, CancellationToken cancellationToken)
    {
        Context.Stop();
        return default;
    }

    public ValueTask DisposeAsync()
    {
        Expect(!_isDisposed, "disposed twice");
        _isDisposed = true;
        _vita.Dispose();
        return _vita.DoAsync(LifePoint.Dispose, Context.Time);
    }

    protected override async ValueTask OnStartAsync(CancellationToken cancellationToken)
    {
        Expect(!_hasStarted, "started twice");
        await _vita.DoAsync(LifePoint.Start, Context.Time);
        _hasStarted = true;
    }

    protected override async ValueTask OnRestartedAsync(Exception error, CancellationToken cancellationToken)
    {
        Expect(!_hasStarted && _life > 1, "restarted without a life before");
        await _vita.DoAsync(LifePoint.Restarted, Context.Time);
        _hasStarted = true;
    }

    protected override ValueTask OnRestartingAsync(Exception error, CancellationToken cancellationToken) => EndAsync(LifePoint.Restarting);

    protected override ValueTask OnStopAsync(CancellationToken cancellationToken) => EndAsync(LifePoint.Stop);

    private ValueTask HandleAsync()
    {
        Expect(_hasStarted && !_hasEnded && !_isDisposed, "handled outside its life");
        return _vita.DoAsync(LifePoint.Handler, Context.Time);
    }

    private ValueTask EndAsync(LifePoint point)
    {
        Expect(_hasStarted && !_hasEnded && !_isDisposed, "ended twice, or without a start");
        _hasEnded = true;
        return _vita.DoAsync(point, Context.Time);
    }

    private static void Expect(bool holds, string otherwise)
    {
        if (!holds) throw new UnexpectedStepException($"an instance was {otherwise}");
    }
}
