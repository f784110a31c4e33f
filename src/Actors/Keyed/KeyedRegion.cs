using Actors.Local;
using Channels.Atomics;

namespace Actors.Keyed;

/// <summary>The actors of a keyed class in this process: makes one when the first message for its key comes, and lets those go that are idle.</summary>
/// <remarks>
/// An actor that is to leave closes its mailbox, handles what it has, and ends. A message that finds it closed makes the
/// next actor of the key at once; that one takes messages and waits for the end of the other before its instance is
/// made. So there is one instance at a time, no message is lost, and those of one sender stay in order: what the old one
/// took is handled before what the new one takes.
/// </remarks>
internal sealed class KeyedRegion<TActor> : IKeyedRegion
    where TActor : Actor
{
    private const int Shards = 32;

    private readonly ActorCell _head;
    private readonly SpawnOptions _spawning;
    private readonly KeyedShard[] _shards = new KeyedShard[Shards];
    private readonly KeyedSweep<TActor> _sweep;

    // How many are there; changed by whoever makes or ends one.
    private int _count;

    public KeyedRegion(ActorCell head, KeyedFactory<TActor> factory, KeyedOptions options)
    {
        _head = head;
        Factory = factory;
        _spawning = new SpawnOptions { Mailbox = options.Mailbox, Children = options.Children };
        for (int shard = 0; shard < Shards; shard++) _shards[shard] = new KeyedShard();
        _sweep = new KeyedSweep<TActor>(this, options.IdleTimeout, options.MaxActivations);
        // From the first moment: messages may come before the head has started.
        _ = head.Children;
    }

    public Type ActorType => typeof(TActor);

    public KeyedFactory<TActor> Factory { get; }

    public ActorCell Head => _head;

    public LocalActorSystem System => _head.System;

    public TimeProvider Time => _head.System.Time;

    public int Count => Atomic.Read(ref _count);

    /// <summary>Where the address of a key leads, for logs and for people.</summary>
    public ActorPath PathOf(string key) => new($"{_head.Path.Value}/{ActorName.Escape(key)}");

    /// <summary>The actor of a key; made if there is none, or the one that is there takes no more messages. From any thread.</summary>
    /// <param name="key">Whose.</param>
    /// <param name="closed">The one that was found closed; null if the caller knows of none.</param>
    /// <returns>Null if the system is stopping.</returns>
    public ActorLoop? Activate(string key, ActorLoop? closed)
    {
        KeyedShard shard = _shards[StableHash.Of(key) % Shards];
        ActorCell fresh;
        try
        {
            using (shard.Gate.Enter())
            {
                ActorCell? current = shard.Find(key);
                if (current is not null && !ReferenceEquals(current.Loop, closed)) return current.Loop;
                fresh = new ActorCell(_head.Children, new KeyedRecipe<TActor>(this, key, before: current), name: null, _spawning);
                shard.Put(key, fresh);
            }
        }
        catch (ActorStoppedException)
        {
            return null;
        }

        System.NotifyInterceptor(fresh, static (interceptor, path) => interceptor.OnSpawned(path));
        fresh.Signal(Signals.Start);
        _sweep.NoteCount(Atomic.Increment(ref _count));
        return fresh.Loop;
    }

    /// <summary>The actor that is there for a key, if one is; from any thread.</summary>
    public ActorCell? Find(string key)
    {
        KeyedShard shard = _shards[StableHash.Of(key) % Shards];
        using (shard.Gate.Enter()) return shard.Find(key);
    }

    /// <summary>An actor has ended; in its last turn.</summary>
    public void Forget(string key, ActorCell cell)
    {
        Atomic.Decrement(ref _count);
        _shards[StableHash.Of(key) % Shards].Forget(key, cell);
    }

    public void CopyTo(List<ActorCell> cells)
    {
        foreach (KeyedShard shard in _shards) shard.CopyTo(cells);
    }

    public void StartSweeping() => _sweep.Start();

    public void StopSweeping() => _sweep.Stop();
}
