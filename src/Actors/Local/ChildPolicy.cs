namespace Actors.Local;

/// <summary>How its supervisor treats an actor; read from its options, and checked, when it is spawned.</summary>
/// <param name="Restart">Whether it is restarted.</param>
/// <param name="IsSignificant">Whether its supervisor may stop with it.</param>
/// <param name="StopTimeout">How long its supervisor waits for its end; null for as long as it takes.</param>
/// <param name="MessageRetries">How often a message that made it fail is handled again.</param>
internal sealed record ChildPolicy(RestartType Restart, bool IsSignificant, TimeSpan? StopTimeout, int MessageRetries)
{
    public static readonly ChildPolicy Default = new(RestartType.Transient, IsSignificant: false, StopTimeout: null, MessageRetries: 0);

    /// <exception cref="ArgumentException">The options contradict themselves, or the supervisor's strategy.</exception>
    public static ChildPolicy From(SpawnOptions options, SupervisorStrategy strategy)
    {
        if (!Enum.IsDefined(options.Restart))
            throw new ArgumentException($"SpawnOptions.Restart is {options.Restart}, which is no restart type. Give Permanent, Transient or Temporary.", nameof(options));
        if (options.IsSignificant && options.Restart == RestartType.Permanent)
            throw new ArgumentException("SpawnOptions.IsSignificant is set for a permanent actor, which is always restarted and so never ends by itself. Make it transient or temporary.", nameof(options));
        if (options.IsSignificant && strategy.AutoShutdown == AutoShutdown.Never)
            throw new ArgumentException("SpawnOptions.IsSignificant is set, but its supervisor's strategy never stops for a child. Set AutoShutdown of the strategy to AnySignificant or AllSignificant.", nameof(options));
        CheckNumbers(options);

        ChildPolicy policy = new(options.Restart, options.IsSignificant, options.StopTimeout, options.MessageRetries);
        return policy == Default ? Default : policy;
    }

    /// <summary>Checks what nothing else has a say in.</summary>
    /// <exception cref="ArgumentException">A number is out of its range.</exception>
    public static void CheckNumbers(SpawnOptions options)
    {
        if (options.StopTimeout is { } timeout && (timeout <= TimeSpan.Zero || timeout > TimeSpan.FromDays(1)))
            throw new ArgumentException($"SpawnOptions.StopTimeout is {timeout}, but an actor needs time to end. Give a positive time of at most a day, or leave it out for as long as it takes.", nameof(options));
        if (options.MessageRetries is < 0 or > 100)
            throw new ArgumentException($"SpawnOptions.MessageRetries is {options.MessageRetries}. Give how often a message that made the actor fail is handled again: 0 to 100.", nameof(options));
    }
}
