using Actors.Local;

namespace Actors.Keyed;

/// <summary>How the actor of one key is made, and what is known of this activation: when it was last seen at work, and whose end it waits for.</summary>
internal sealed class KeyedRecipe<TActor>(KeyedRegion<TActor> region, string key, ActorCell? before) : ActorRecipe
    where TActor : Actor
{
    // Whoever had the key and has not ended yet. Touched by the turn that starts this one.
    private ActorCell? _before = before;

    public override Type ActorType => typeof(TActor);

    public override string Key => key;

    public override bool NeedsScope => region.Factory.NeedsScope;

    /// <summary>Messages it had taken when the sweep last saw it at work, and when that was. The sweep's own.</summary>
    public long SeenAccepted { get; set; }

    public long SeenAt { get; set; } = region.Time.GetTimestamp();

    // There is one actor of a key at a time: this one waits for the end of the other.
    public override ValueTask ReadyAsync()
    {
        if (_before is not { } before) return default;
        _before = null;
        return new ValueTask(before.Stopped);
    }

    public override Actor Create(IServiceProvider? services) => region.Factory.Create(services, key);

    public override IActorRef MakeRef(ActorLoop loop) => new KeyedRef<TActor>(region, key, loop);

    public override void OnEnded(ActorCell cell) => region.Forget(key, cell);
}
