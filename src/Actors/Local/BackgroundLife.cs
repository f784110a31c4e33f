using Actors.Messaging;
using Channels.Atomics;

namespace Actors.Local;

/// <summary>One life of an actor, as its background work sees it.</summary>
internal sealed class BackgroundLife : INoticeSource
{
    private readonly ActorCell _cell;
    private readonly CancellationTokenSource _cancellation;

    // Written by the turn.
    private bool _isOver;

    public BackgroundLife(ActorCell cell)
    {
        _cell = cell;
        _cancellation = CancellationTokenSource.CreateLinkedTokenSource(cell.HandlerToken);
        Token = _cancellation.Token;
    }

    public CancellationToken Token { get; }

    public bool IsOver => Atomic.Read(ref _isOver);

    public void End()
    {
        Atomic.Write(ref _isOver, true);
        // Callbacks are the user's: not in the actor's turn. Then it lets go of the host's token.
        _ = _cancellation.CancelAsync().ContinueWith(static (_, self) => ((CancellationTokenSource)self!).Dispose(), _cancellation, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    public bool TryTake(bool again)
    {
        if (!_isOver) return true;
        _cell.Withdraw();
        return false;
    }

    public void Drop()
    {
    }
}
