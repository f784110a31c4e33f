namespace Actors.Testing;

/// <summary>Records what actors do, and lets the planned faults happen.</summary>
internal sealed class SimulationInterceptor(SimulationFaults faults, SimulationTrace trace) : ActorInterceptor
{
    private readonly List<ActorEffect> _effects = [];

    public IReadOnlyList<ActorEffect> Effects => _effects;

    public override ValueTask InterceptAsync(ActorPath actor, object message, Func<ValueTask> handle)
    {
        Record(new ActorEffect(ActorEffectKind.Told, actor, message));
        return faults.ApplyAsync(actor, message, handle);
    }

    public override void OnSpawned(ActorPath actor) => Record(new ActorEffect(ActorEffectKind.Spawned, actor));

    public override void OnRestarted(ActorPath actor, Exception error) => Record(new ActorEffect(ActorEffectKind.Restarted, actor, error));

    public override void OnStopped(ActorPath actor) => Record(new ActorEffect(ActorEffectKind.Stopped, actor));

    private void Record(ActorEffect effect)
    {
        _effects.Add(effect);
        // The type and not the text of the subject: that may hold what differs from run to run.
        trace.Add(effect.Subject is null ? $"{effect}" : $"{effect.Kind} {effect.Actor}: {effect.Subject.GetType().Name}");
    }
}
