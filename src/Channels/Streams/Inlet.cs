using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Channels.Atomics;

namespace Channels.Streams;

/// <summary>One of the sources of an <see cref="Intake{T}"/>: asked ahead, and queued there when it has answered.</summary>
[SuppressMessage("Design", "CA1001", Justification = "See the field.")]
internal abstract class Inlet<T>(Source<T> source)
{
    // Never disposed: without a timer and a wait handle there is nothing to free, and whoever removes this inlet while it
    // ends must not meet a disposed one.
    private readonly CancellationTokenSource _ending = new();

    // The intake's task alone touches these, but _answer, which is read by nobody before it has come.
    private ConfiguredValueTaskAwaitable<bool>.ConfiguredValueTaskAwaiter _answer;
    private Intake<T>? _intake;
    private CancellationTokenRegistration _cancelling;
    private Action? _arrived;

    // Set once by whoever removes it; read by the intake's task before each use.
    private bool _isRemoved;

    /// <summary>Whether it was asked and its answer was not collected yet.</summary>
    public bool IsAsked { get; private set; }

    /// <summary>Whether nothing more of it is wanted.</summary>
    public bool IsRemoved => Atomic.Read(ref _isRemoved);

    /// <summary>Asks it; the answer arrives in the line of <paramref name="intake"/>.</summary>
    public void Ask(Intake<T> intake)
    {
        if (_intake is null)
        {
            _intake = intake;
            // At once, and not when the task gets to it: what comes after the cancellation is not fetched any more.
            _cancelling = intake.CancellationToken.UnsafeRegister(static ending => ((CancellationTokenSource)ending!).Cancel(), _ending);
        }

        ValueTask<bool> move;
        try
        {
            move = source.MoveAsync(_ending.Token);
        }
        catch (Exception failure)
        {
            // An enumerator that is no iterator may throw before it returns a task.
            move = ValueTask.FromException<bool>(failure);
        }

        IsAsked = true;
        _answer = move.ConfigureAwait(false).GetAwaiter();
        if (_answer.IsCompleted) intake.Answered(this);
        else _answer.UnsafeOnCompleted(_arrived ??= Arrive);
    }

    /// <summary>Collects the answer: false at the end of the source.</summary>
    public bool Collect()
    {
        IsAsked = false;
        ConfiguredValueTaskAwaitable<bool>.ConfiguredValueTaskAwaiter answer = _answer;
        _answer = default;
        return answer.GetResult();
    }

    public bool TryTake(out T item) => source.TryTake(out item);

    /// <summary>Says that nothing more of it is wanted, and ends a wait of its source. From any thread.</summary>
    public void Remove()
    {
        // Before the token: whoever sees the wait end sees why.
        Atomic.Write(ref _isRemoved, true);
        _ending.Cancel();
    }

    public async ValueTask DisposeAsync()
    {
        await _cancelling.DisposeAsync().ConfigureAwait(false);
        await source.DisposeAsync().ConfigureAwait(false);
    }

    private void Arrive() => _intake!.Arrived(this);
}
