using Actors.Tests.Support;

namespace Actors.Tests.Routing;

/// <summary>Work that somebody does; the worker notes it under its number.</summary>
internal sealed record Job(int Number, string Key = "");

/// <summary>Work as a struct.</summary>
internal readonly record struct SmallJob(int Number);

/// <summary>Work that goes wrong after a while.</summary>
internal sealed record HoldAndFail(Gate Entered, Gate Release, Exception Error);

/// <summary>Asks which worker answers.</summary>
internal sealed record WhoAreYou(string Key = "") : IRequest<WhoAreYou, int>, Actors.Routing.IRoutingKey
{
    public string RoutingKey => Key;
}

/// <summary>A request that some workers answer late and others not at all.</summary>
internal sealed record Puzzle(Func<int, Task<string>> Solve) : IRequest<Puzzle, string>;

/// <summary>What all workers of a test did: who did which job, in the order it was done.</summary>
internal sealed class WorkLog
{
    private readonly List<(int Worker, int Job)> _done = [];
    private int _workers;

    public int NextWorker() => Interlocked.Increment(ref _workers);

    public void Add(int worker, int job)
    {
        lock (_done) _done.Add((worker, job));
    }

    public (int Worker, int Job)[] Done
    {
        get
        {
            lock (_done) return [.. _done];
        }
    }

    public int[] JobsOf(int worker) => [.. Done.Where(entry => entry.Worker == worker).Select(entry => entry.Job)];
}

/// <summary>One of many that do the same.</summary>
internal sealed class Worker(WorkLog log) : Actor,
    IHandle<Job>, IHandle<SmallJob>, IHandle<WhoAreYou, int>, IHandle<Puzzle, string>, IHandle<Hold>, IHandle<HoldAndFail>, IHandle<Fail>, IHandle<AskFail, int>, IHandle<StopYourself>
{
    private readonly int _number = log.NextWorker();

    public ValueTask HandleAsync(Job message, CancellationToken cancellationToken)
    {
        log.Add(_number, message.Number);
        return default;
    }

    public ValueTask HandleAsync(SmallJob message, CancellationToken cancellationToken)
    {
        log.Add(_number, message.Number);
        return default;
    }

    public ValueTask<int> HandleAsync(WhoAreYou request, CancellationToken cancellationToken) => new(_number);

    public async ValueTask<string> HandleAsync(Puzzle request, CancellationToken cancellationToken) => await request.Solve(_number);

    public async ValueTask HandleAsync(Hold message, CancellationToken cancellationToken)
    {
        message.Entered.Open();
        await message.Release.Passed.WaitAsync(cancellationToken);
    }

    public async ValueTask HandleAsync(HoldAndFail message, CancellationToken cancellationToken)
    {
        message.Entered.Open();
        await message.Release.Passed.WaitAsync(cancellationToken);
        throw message.Error;
    }

    public ValueTask HandleAsync(Fail message, CancellationToken cancellationToken) => throw message.Error;

    public ValueTask<int> HandleAsync(AskFail request, CancellationToken cancellationToken) => throw request.Error;

    public ValueTask HandleAsync(StopYourself message, CancellationToken cancellationToken)
    {
        Context.Stop();
        return default;
    }
}
