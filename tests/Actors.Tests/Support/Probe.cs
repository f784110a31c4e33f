using System.Collections.Concurrent;

namespace Actors.Tests.Support;

/// <summary>Something to be noted.</summary>
internal sealed record Note(string Text);

/// <summary>Everything noted so far; answered after all messages before it were handled.</summary>
internal sealed record GetNotes : IRequest<GetNotes, string[]>;

/// <summary>Holds the actor until the gate is open.</summary>
internal sealed record Hold(Gate Entered, Gate Release);

/// <summary>Makes the handler throw.</summary>
internal sealed record Fail(Exception Error, bool AfterAwait = false);

/// <summary>A request whose handler throws.</summary>
internal sealed record AskFail(Exception Error, bool AfterAwait = false) : IRequest<AskFail, int>;

/// <summary>A request that is answered when the gate is open.</summary>
internal sealed record AskHold(Gate Entered, Gate Release, int Reply) : IRequest<AskHold, int>;

/// <summary>Asks which life of the actor answers.</summary>
internal sealed record GetLife : IRequest<GetLife, int>;

/// <summary>Asks the actor to stop itself.</summary>
internal sealed record StopYourself;

/// <summary>What the lives of one actor have in common: a test's view into it.</summary>
internal sealed class Journal
{
    private int _lives;

    public Exception? Error { get; set; }

    public ConcurrentQueue<string> Lines { get; } = new();

    public int NextLife() => Interlocked.Increment(ref _lives);
}

/// <summary>An actor that does what tests ask of it and writes its life into a journal.</summary>
internal sealed class Probe(Journal journal) : Actor,
    IHandle<Note>, IHandle<GetNotes, string[]>, IHandle<Hold>, IHandle<Fail>, IHandle<AskFail, int>, IHandle<AskHold, int>, IHandle<GetLife, int>, IHandle<StopYourself>
{
    private readonly List<string> _notes = [];
    private readonly int _life = journal.NextLife();

    public ValueTask HandleAsync(Note message, CancellationToken cancellationToken)
    {
        _notes.Add(message.Text);
        journal.Lines.Enqueue(message.Text);
        return default;
    }

    public ValueTask<string[]> HandleAsync(GetNotes request, CancellationToken cancellationToken) => new([.. _notes]);

    public async ValueTask HandleAsync(Hold message, CancellationToken cancellationToken)
    {
        message.Entered.Open();
        await message.Release.Passed.WaitAsync(cancellationToken);
    }

    public async ValueTask<int> HandleAsync(AskHold request, CancellationToken cancellationToken)
    {
        request.Entered.Open();
        await request.Release.Passed.WaitAsync(cancellationToken);
        return request.Reply;
    }

    public ValueTask HandleAsync(Fail message, CancellationToken cancellationToken) =>
        message.AfterAwait ? new ValueTask(FailLaterAsync(message.Error)) : throw message.Error;

    public ValueTask<int> HandleAsync(AskFail request, CancellationToken cancellationToken) =>
        request.AfterAwait ? new ValueTask<int>(FailLaterAsync(request.Error)) : throw request.Error;

    public ValueTask<int> HandleAsync(GetLife request, CancellationToken cancellationToken) => new(_life);

    public ValueTask HandleAsync(StopYourself message, CancellationToken cancellationToken)
    {
        Context.Stop();
        return default;
    }

    protected override ValueTask OnStartAsync(CancellationToken cancellationToken) => Write("start");

    protected override ValueTask OnStopAsync(CancellationToken cancellationToken) => Write("stop");

    protected override ValueTask OnRestartingAsync(Exception error, CancellationToken cancellationToken) => Write($"restarting after {error.Message}");

    protected override ValueTask OnRestartedAsync(Exception error, CancellationToken cancellationToken) => Write("restarted");

    private ValueTask Write(string line)
    {
        journal.Lines.Enqueue(line);
        return default;
    }

    private static async Task<int> FailLaterAsync(Exception error)
    {
        await Task.Yield();
        throw error;
    }
}
