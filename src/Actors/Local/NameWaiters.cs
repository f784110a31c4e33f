using Channels.Atomics;

namespace Actors.Local;

/// <summary>Those who wait until there is an actor of a path.</summary>
internal sealed class NameWaiters
{
    // Guards the two fields after it.
    private readonly Gate _gate = new();
    private readonly Dictionary<string, List<TaskCompletionSource<ActorCell>>> _byPath = [];
    private bool _isClosed;

    // How many wait; read by who spawns, under the gate of the supervisor's names, see WaitAsync.
    private int _count;

    public bool Any => Atomic.Read(ref _count) != 0;

    /// <summary>Waits for an actor of a path.</summary>
    /// <param name="path">From the top, with its slash.</param>
    /// <param name="find">Looks whether it is there.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<ActorCell> WaitAsync(string path, Func<ActorCell?> find, CancellationToken cancellationToken)
    {
        TaskCompletionSource<ActorCell> waiter = new(TaskCreationOptions.RunContinuationsAsynchronously);
        // First we are counted, then we look at the names, under their gate; who spawns adds the name and looks at the
        // count under that same gate. One of the two sees the other.
        Add(path, waiter);
        try
        {
            // Back to where the caller runs: that may be a turn.
            return find() ?? await waiter.Task.WaitAsync(cancellationToken).ConfigureAwait(true);
        }
        finally
        {
            Remove(path, waiter);
        }
    }

    /// <summary>Tells those who wait for this one; from any thread.</summary>
    public void Tell(ActorCell cell)
    {
        TaskCompletionSource<ActorCell>[] told;
        using (_gate.Enter()) told = _byPath.TryGetValue(cell.Path.Value, out List<TaskCompletionSource<ActorCell>>? waiters) ? [.. waiters] : [];
        foreach (TaskCompletionSource<ActorCell> waiter in told) waiter.TrySetResult(cell);
    }

    /// <summary>The system spawns no more.</summary>
    public void Close()
    {
        TaskCompletionSource<ActorCell>[] told;
        using (_gate.Enter())
        {
            _isClosed = true;
            told = [.. _byPath.Values.SelectMany(waiters => waiters)];
        }

        foreach (TaskCompletionSource<ActorCell> waiter in told) waiter.TrySetException(Stopping());
    }

    private void Add(string path, TaskCompletionSource<ActorCell> waiter)
    {
        using (_gate.Enter())
        {
            if (_isClosed) waiter.SetException(Stopping());
            if (!_byPath.TryGetValue(path, out List<TaskCompletionSource<ActorCell>>? waiters)) _byPath[path] = waiters = [];
            waiters.Add(waiter);
            Atomic.Increment(ref _count);
        }
    }

    private void Remove(string path, TaskCompletionSource<ActorCell> waiter)
    {
        using (_gate.Enter())
        {
            List<TaskCompletionSource<ActorCell>> waiters = _byPath[path];
            waiters.Remove(waiter);
            if (waiters.Count == 0) _byPath.Remove(path);
            Atomic.Decrement(ref _count);
        }
    }

    private static ActorStoppedException Stopping() =>
        new(new ActorPath("/"), "The actor system is stopping with its host and starts no more actors, so there is none to wait for.");
}
