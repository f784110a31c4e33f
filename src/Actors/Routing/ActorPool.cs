using Actors.Local;
using Actors.Messaging;
using Channels;
using Channels.Atomics;

namespace Actors.Routing;

/// <summary>A router over actors that it spawns and supervises itself: <c>system.SpawnPool&lt;Resizer>(4)</c>.</summary>
/// <typeparam name="TActor">The class of the routees.</typeparam>
/// <remarks>
/// The routees are children of the pool, <c>/resizers/$1</c> and so on, with a mailbox each; a message that was sent to
/// one waits for that one, however idle others may be. With a <see cref="PoolOptions.SharedMailbox"/> all messages wait
/// in one, and whoever is free takes the next. A routee that fails is restarted and keeps its place and its mailbox. One
/// that ends for good leaves, and <see cref="Resize"/> fills its place. The pool starts when all its routees have, drains
/// with the host, and can be found by its path.
/// </remarks>
public sealed partial class ActorPool<TActor> : Router<TActor>, IPool, IActorRef<TActor>
    where TActor : Actor
{
    private readonly ActorCell _head;
    private readonly ActorRecipe _member;
    private readonly SpawnOptions _memberOptions;

    // Guards the two fields after it, and who is spawned and who has to leave.
    private readonly Gate _sizing = new();
    private int _size;
    private bool _isStarted;

    // For the text of an error.
    private bool _isStopping;

    internal ActorPool(ActorCell head, ActorRecipe member, int size, PoolOptions options)
        : base(options.Policy ?? new RoundRobinPolicy())
    {
        _head = head;
        _member = member;
        _memberOptions = options.Routees;
        _size = size;
        if (options.SharedMailbox is { } mailbox) head.Children.Shared = _shared = new SharedInbox(head, mailbox);
        // From the first moment somebody takes messages; the members start with the head.
        Fit();
    }

    /// <inheritdoc/>
    public override ActorPath Path => _head.Path;

    /// <summary>How many routees there should be. Fewer are left if some ended for good.</summary>
    public int Size
    {
        get
        {
            using (_sizing.Enter()) return _size;
        }
    }

    private protected override AskRegistry Asks => _head.System.Asks;

    private protected override IActorLife Life => _head;

    /// <summary>Makes the pool larger or smaller, and replaces routees that ended for good. Returns at once.</summary>
    /// <param name="size">How many routees there should be; 1 or more. Those that are too many, the youngest, get no more messages, handle what they have, and stop. What waits in a shared mailbox is for those who stay, and those who are new begin with it at once.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is below 1.</exception>
    /// <exception cref="ActorStoppedException">The pool is stopping.</exception>
    public void Resize(int size)
    {
        CheckSize(size);
        using (_sizing.Enter()) _size = size;
        Fit();
    }

    /// <inheritdoc/>
    public override void Stop()
    {
        Atomic.Write(ref _isStopping, true);
        _head.Signal(Signals.Stop);
    }

    /// <inheritdoc/>
    public override Task StopAsync(CancellationToken cancellationToken = default)
    {
        Task stopped = _head.Stopped;
        Atomic.Write(ref _isStopping, true);
        _shared?.CloseForGood();
        Clear();
        _head.Signal(Signals.Drain);
        return stopped.WaitAsync(cancellationToken);
    }

    async Task IPool.StartMembersAsync()
    {
        // Whoever is spawned from here on waits, so that all are started, and awaited, below.
        using (_sizing.Enter()) _isStarted = false;
        Fit();
        List<Task> starting = [];
        List<ActorCell> children;
        using (_sizing.Enter())
        {
            _isStarted = true;
            children = _head.Children.Snapshot();
        }

        foreach (ActorCell child in children)
        {
            starting.Add(child.Started);
            child.Signal(Has(child.Self) ? Signals.Start : Signals.Start | Signals.Drain);
        }

        await Task.WhenAll(starting).ConfigureAwait(true);
    }

    internal static void CheckSize(int size)
    {
        if (size < 1)
            throw new ArgumentOutOfRangeException(nameof(size), size, $"A pool needs somebody to do the work, but its size is {size}. Give 1 or more, or stop the pool.");
    }

    private protected override void Refuse(object message, DeadLetterReason reason) => _head.Refuse(message, reason);

    private protected override ActorException WhyStopped() => _head.IsOver || _head.System.IsStopping || Atomic.Read(ref _isStopping)
        ? _head.WhyRefused(WriteStatus.Closed)
        : new ActorStoppedException(Path, $"All actors of the pool {Path} have stopped. Look at the log for why, and Resize the pool to have others.");

    private protected override void NotifyEnd(IEndListener listener) => _head.NotifyEnd(listener);

    private protected override void ForgetEnd(IEndListener listener) => _head.ForgetEnd(listener);

    /// <summary>Spawns those who are missing, and lets go of those who are too many.</summary>
    private void Fit()
    {
        List<ActorCell> added = [];
        List<ActorCell> leaving = [];
        bool isStarted;
        using (_sizing.Enter())
        {
            isStarted = _isStarted;
            RemoveEnded();
            for (int count = Count; count < _size; count++)
            {
                ActorCell cell = new(_head.Children, _member, name: null, _memberOptions);
                added.Add(cell);
                cell.Share?.Join();
                Add(cell.Self);
            }

            if (Count > _size)
            {
                leaving = [.. _head.Children.Snapshot().Where(child => Has(child.Self)).Skip(_size)];
                foreach (ActorCell cell in leaving) Remove(cell.Self);
            }
        }

        foreach (ActorCell cell in added)
        {
            _head.System.NotifyInterceptor(cell, static (interceptor, path) => interceptor.OnSpawned(path));
            if (isStarted) cell.Signal(Signals.Start);
        }

        // One that has not started has to handle what it has all the same: that comes with the start.
        if (isStarted) leaving.ForEach(cell => cell.Signal(Signals.Drain));
    }

    // A member that failed for good makes the head begin anew before it tells anybody of its own end.
    private void RemoveEnded()
    {
        HashSet<IActorRef> living = [.. _head.Children.Snapshot().Select(child => child.Self)];
        foreach (IActorRef<TActor> routee in Routees)
        {
            if (!living.Contains(routee)) Remove(routee);
        }
    }
}
