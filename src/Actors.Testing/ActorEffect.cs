namespace Actors.Testing;

/// <summary>Something an actor did or something that was done to it, as <see cref="ActorSimulation.Effects"/> records it.</summary>
/// <param name="Kind">What.</param>
/// <param name="Actor">Which actor.</param>
/// <param name="Subject">The message that was handled, or the exception that made it restart; null for the others.</param>
public sealed record ActorEffect(ActorEffectKind Kind, ActorPath Actor, object? Subject = null)
{
    /// <inheritdoc/>
    public override string ToString() => Subject is null ? $"{Kind} {Actor}" : $"{Kind} {Actor}: {Subject}";
}
