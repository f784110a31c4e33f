using System.Collections.Concurrent;
using Actors.Tests.Support;

namespace Actors.Tests.Keyed;

internal sealed record Put(int Number);

internal sealed record GetKey : IRequest<GetKey, string>;

internal sealed record GetInstance : IRequest<GetInstance, int>;

/// <summary>What carts leave behind when they go: what they had, by key, and how many there were at a time.</summary>
internal sealed class Shelf
{
    private int _instances;
    private int _alive;
    private int _mostAlive;

    public ConcurrentDictionary<string, List<int>> Things { get; } = new();

    /// <summary>Who is there for a key; two at a time are noted.</summary>
    public ConcurrentDictionary<string, int> Owners { get; } = new();

    public int Doubles;

    public int Instances => _instances;

    public int Alive => _alive;

    public int MostAlive => _mostAlive;

    /// <summary>What a cart waits for before it goes.</summary>
    public Gate? Leaving { get; set; }

    public Gate Left { get; } = new();

    public Exception? Failure { get; set; }

    public int Enter(string key)
    {
        int alive = Interlocked.Increment(ref _alive);
        int most;
        while (alive > (most = _mostAlive) && Interlocked.CompareExchange(ref _mostAlive, alive, most) != most)
        {
        }

        if (!Owners.TryAdd(key, 0)) Interlocked.Increment(ref Doubles);
        return Interlocked.Increment(ref _instances);
    }

    public void Leave(string key)
    {
        Owners.TryRemove(key, out _);
        Interlocked.Decrement(ref _alive);
    }
}

/// <summary>A keyed actor that keeps what it got on a shelf while it is not in memory.</summary>
internal sealed class Cart(string key, Shelf shelf) : Actor,
    IHandle<Put>, IHandle<GetKey, string>, IHandle<GetInstance, int>, IHandle<GetNotes, string[]>, IHandle<Hold>, IHandle<AskFail, int>
{
    private List<int> _things = [];
    private int _instance;

    protected override ValueTask OnStartAsync(CancellationToken cancellationToken)
    {
        if (shelf.Failure is { } failure) throw failure;
        _instance = shelf.Enter(key);
        _things = shelf.Things.GetValueOrDefault(key, []);
        return default;
    }

    protected override async ValueTask OnStopAsync(CancellationToken cancellationToken)
    {
        if (shelf.Leaving is { } leaving) await leaving.Passed;
        shelf.Things[key] = _things;
        shelf.Leave(key);
        shelf.Left.Open();
    }

    public ValueTask HandleAsync(Put message, CancellationToken cancellationToken)
    {
        _things.Add(message.Number);
        return default;
    }

    public ValueTask<string> HandleAsync(GetKey request, CancellationToken cancellationToken) => new($"{key} {Context.Key} {Context.Path}");

    public ValueTask<int> HandleAsync(GetInstance request, CancellationToken cancellationToken) => new(_instance);

    public ValueTask<string[]> HandleAsync(GetNotes request, CancellationToken cancellationToken) => new([.. _things.Select(thing => $"{thing}")]);

    public async ValueTask HandleAsync(Hold message, CancellationToken cancellationToken)
    {
        message.Entered.Open();
        await message.Release.Passed.WaitAsync(cancellationToken);
    }

    public ValueTask<int> HandleAsync(AskFail request, CancellationToken cancellationToken) => throw request.Error;
}
