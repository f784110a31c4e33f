using System.Runtime.ExceptionServices;
using Channels.Atomics;
using Channels.Waiting;

namespace Channels.Streams;

/// <summary>
/// Any number of sources for one task: each is asked ahead for one item, and who has answered stands in line, so that
/// those that always have items take turns. Nothing is allocated for an item.
/// </summary>
/// <remarks>
/// A source is asked again only when its last item was given and the next is wanted, so no more than one item of each is
/// ever under way. <see cref="DisposeAsync"/> ends every wait and disposes every source, whatever happened before.
/// </remarks>
internal sealed class Intake<T> : IAsyncDisposable
{
    private readonly Gate _gate = new();
    // Under _gate. In line: those that have answered, and those that were never asked.
    private readonly Queue<Inlet<T>> _line = new();
    private readonly HashSet<Inlet<T>> _inlets = [];
    private bool _isOver;
    private bool _staysOpen;

    // The task's own.
    private CancellationTokenRegistration _registration;
    private readonly List<Inlet<T>> _leaving = [];
    private Inlet<T>? _given;
    private Exception? _failure;

    /// <param name="staysOpen">Whether it waits for more sources when it has none, until <see cref="LetEnd"/>.</param>
    public Intake(bool staysOpen = false) => _staysOpen = staysOpen;

    /// <summary>Rung when there is something to look at; who has something else for the task to look at rings it as well.</summary>
    public Doorbell Bell { get; } = new();

    /// <summary>What ends it; the task's own.</summary>
    public CancellationToken CancellationToken { get; private set; }

    /// <summary>Those that have ended or were removed, and are disposed by the next <see cref="WaitAsync"/>.</summary>
    public IReadOnlyCollection<Inlet<T>> Leaving => _leaving;

    /// <summary>An intake of these sources.</summary>
    public static Intake<T> Of(IEnumerable<Source<T>> sources, CancellationToken cancellationToken)
    {
        // All of them first: one that is null leaves no intake behind.
        Inlet<T>[] inlets = [.. sources.Select((source, place) => new KeyedInlet<int, T>(place, source))];
        Intake<T> intake = new();
        intake.EndWith(cancellationToken);
        foreach (Inlet<T> inlet in inlets) intake.TryAdd(inlet);
        return intake;
    }

    /// <summary>Has a token end it; by the task, before it first looks.</summary>
    public void EndWith(CancellationToken cancellationToken)
    {
        CancellationToken = cancellationToken;
        // Each inlet cancels its source by itself; the rest is done by the task, which sees the token when it looks.
        _registration = cancellationToken.UnsafeRegister(static bell => ((Doorbell)bell!).Ring(), Bell);
    }

    /// <summary>Adds a source, which is first asked when the task next looks; false if it is over. From any thread.</summary>
    public bool TryAdd(Inlet<T> inlet)
    {
        using (_gate.Enter())
        {
            if (_isOver) return false;
            _inlets.Add(inlet);
            _line.Enqueue(inlet);
        }

        Bell.Ring();
        return true;
    }

    /// <summary>Lets it end once its sources have; from any thread.</summary>
    public void LetEnd()
    {
        using (_gate.Enter()) _staysOpen = false;
        Bell.Ring();
    }

    /// <summary>The next item, and the inlet it came through.</summary>
    public Arrival Next(out Inlet<T>? inlet, out T item)
    {
        item = default!;
        if (CancellationToken.IsCancellationRequested) _failure ??= new OperationCanceledException(CancellationToken);
        if (_failure is null && _given is { } given)
        {
            _given = null;
            AskAgain(given);
        }

        // Who left is disposed before the rest goes on, which needs an await.
        while (_failure is null && _leaving.Count == 0)
        {
            inlet = TakeFirst(out bool isLast);
            if (inlet is null) return isLast ? Arrival.End : Arrival.Nothing;
            if (!TryCollect(inlet, out item)) continue;
            _given = inlet;
            return Arrival.Item;
        }

        inlet = null;
        return _failure is null ? Arrival.Nothing : Arrival.End;
    }

    /// <inheritdoc cref="Next(out Inlet{T}?, out T)"/>
    public Arrival Next(out T item) => Next(out _, out item);

    /// <summary>Waits until there is something to look at, or disposes the sources that have ended.</summary>
    public ValueTask WaitAsync() => _leaving.Count == 0 ? Bell.WaitAsync() : DisposeLeavingAsync();

    /// <summary>Throws what a source failed with, or that the token was cancelled.</summary>
    public void ThrowIfFailed()
    {
        if (_failure is not null) ExceptionDispatchInfo.Throw(_failure);
    }

    /// <summary>Ends every wait and disposes every source. What a source still answers, item or error, is dropped.</summary>
    public async ValueTask DisposeAsync()
    {
        await _registration.DisposeAsync().ConfigureAwait(false);
        Inlet<T>[] left;
        using (_gate.Enter())
        {
            _isOver = true;
            left = [.. _leaving, .. _inlets];
        }

        List<Exception> failures = [];
        foreach (Inlet<T> inlet in left) Try(inlet.Remove, failures);
        foreach (Inlet<T> inlet in left)
        {
            // An enumerator must not be disposed while it moves.
            while (inlet.IsAsked)
            {
                Inlet<T>? answered = TakeFirst(out _);
                if (answered is null) await Bell.WaitAsync().ConfigureAwait(false);
                else if (answered.IsAsked) Drop(answered);
            }

            await TryDisposeAsync(inlet, failures).ConfigureAwait(false);
        }

        if (failures.Count == 0) return;
        if (_failure is not null) throw new AggregateException("A source failed, and disposing the sources did, too.", [_failure, .. failures]);
        if (failures.Count > 1) throw new AggregateException($"Disposing {failures.Count} of the sources failed.", failures);
        ExceptionDispatchInfo.Throw(failures[0]);
    }

    /// <summary>Puts an inlet in line whose source answered at once; by the task itself.</summary>
    public void Answered(Inlet<T> inlet)
    {
        using (_gate.Enter()) _line.Enqueue(inlet);
    }

    /// <summary>Puts an inlet in line whose source has answered; from any thread.</summary>
    public void Arrived(Inlet<T> inlet)
    {
        Answered(inlet);
        Bell.Ring();
    }

    /// <summary>Who is first in line, or null; <paramref name="isLast"/> if nobody will ever be.</summary>
    private Inlet<T>? TakeFirst(out bool isLast)
    {
        using (_gate.Enter())
        {
            isLast = _inlets.Count == 0 && !_staysOpen;
            return _line.TryDequeue(out Inlet<T>? inlet) ? inlet : null;
        }
    }

    /// <summary>Takes the item of an inlet that was in line; false if it has none.</summary>
    private bool TryCollect(Inlet<T> inlet, out T item)
    {
        item = default!;
        if (!inlet.IsAsked || inlet.IsRemoved)
        {
            if (inlet.IsAsked) Drop(inlet);
            AskAgain(inlet);
            return false;
        }

        try
        {
            if (!inlet.Collect())
            {
                Leave(inlet);
                return false;
            }

            if (inlet.TryTake(out item)) return true;
            inlet.Ask(this);
        }
        catch (Exception failure)
        {
            _failure = failure;
        }

        return false;
    }

    private void AskAgain(Inlet<T> inlet)
    {
        if (inlet.IsRemoved) Leave(inlet);
        else inlet.Ask(this);
    }

    private void Leave(Inlet<T> inlet)
    {
        using (_gate.Enter()) _inlets.Remove(inlet);
        _leaving.Add(inlet);
    }

    private async ValueTask DisposeLeavingAsync()
    {
        List<Exception> failures = [];
        foreach (Inlet<T> inlet in _leaving) await TryDisposeAsync(inlet, failures).ConfigureAwait(false);
        _leaving.Clear();
        if (failures.Count != 0) _failure ??= failures.Count == 1 ? failures[0] : new AggregateException(failures);
    }

    private static void Drop(Inlet<T> inlet)
    {
        try
        {
            inlet.Collect();
        }
        catch (Exception)
        {
            // The answer to a question that was withdrawn: most often that it was.
        }
    }

    private static void Try(Action action, List<Exception> failures)
    {
        try
        {
            action();
        }
        catch (Exception failure)
        {
            failures.Add(failure);
        }
    }

    private static async ValueTask TryDisposeAsync(Inlet<T> inlet, List<Exception> failures)
    {
        try
        {
            await inlet.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            failures.Add(failure);
        }
    }
}
