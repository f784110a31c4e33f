using Actors.Local;
using Actors.Messaging;
using Channels.Atomics;

namespace Actors.Routing;

/// <summary>A router over actors of yours, which join and leave: <c>new ActorGroup&lt;Worker>(system, new RoundRobinPolicy(), first, second)</c>.</summary>
/// <typeparam name="TActor">A class, or a protocol that all members implement: a group of <c>IHandle&lt;PriceChanged></c> takes every actor that handles prices.</typeparam>
/// <remarks>The group does not own its members: they live and are stopped elsewhere. One that ends leaves. One that is restarted stays. Safe from any thread; a message that is sent while a member joins or leaves may or may not reach it.</remarks>
public sealed class ActorGroup<TActor> : Router<TActor>
    where TActor : class
{
    private const string Nameless = "$group";

    private readonly LocalActorSystem _system;
    private readonly ActorPath _path;
    private readonly EndListeners _listeners = new();
    private readonly GroupLife _life;
    private bool _isStopped;

    /// <summary>Makes a group.</summary>
    /// <param name="system">Where its members live.</param>
    /// <param name="policy">Who gets which message. Give each group its own: it may count.</param>
    /// <param name="members">Those who are there from the beginning; there may be none.</param>
    public ActorGroup(IActorSystem system, RoutingPolicy policy, params ReadOnlySpan<IActorRef<TActor>> members)
        : this(LocalActorSystem.Of(system), policy, Nameless)
    {
        foreach (IActorRef<TActor> member in members) Join(member);
    }

    internal ActorGroup(LocalActorSystem system, RoutingPolicy policy, string name)
        : base(policy ?? throw new ArgumentNullException(nameof(policy)))
    {
        _system = system;
        _life = new GroupLife(this);
        _path = new ActorPath($"/{name}");
    }

    /// <summary>For logs and for people; it is not found by this path.</summary>
    public override ActorPath Path => _path;

    private protected override AskRegistry Asks => _system.Asks;

    private protected override IActorLife Life => _life;

    /// <summary>Lets an actor in.</summary>
    /// <returns><see langword="false"/> if it was in already, or the group has been stopped. One that has ended is let in and leaves at once.</returns>
    public bool Join(IActorRef<TActor> member)
    {
        ArgumentNullException.ThrowIfNull(member);
        if (ReferenceEquals(member, this)) throw new ArgumentException($"{Path} cannot be a member of itself.", nameof(member));
        if (!Atomic.Read(ref _isStopped) && Add(member))
        {
            // Pairs with Stop, which raises the flag and then takes everybody out: one of the two sees the other.
            Atomic.Fence();
            return !Atomic.Read(ref _isStopped) || !Remove(member);
        }

        return false;
    }

    /// <summary>Takes an actor out. What it was sent through the group before it still handles.</summary>
    /// <returns><see langword="false"/> if it was not in.</returns>
    public bool Leave(IActorRef<TActor> member)
    {
        ArgumentNullException.ThrowIfNull(member);
        return Remove(member);
    }

    /// <summary>Ends the group, and not its members: all leave, nobody can join, and what is sent to it becomes dead letters.</summary>
    public override void Stop()
    {
        Atomic.Write(ref _isStopped, true);
        Atomic.Fence();
        Clear();
        _listeners.Tell(this);
        _life.End();
    }

    /// <summary>Ends the group, and not its members, as <see cref="Stop"/> does. Completed at once: it holds no messages.</summary>
    public override Task StopAsync(CancellationToken cancellationToken = default)
    {
        Stop();
        return Task.CompletedTask;
    }

    private protected override void Refuse(object message, DeadLetterReason reason) => _system.Refuse(new DeadLetter(Path, message, reason));

    private protected override ActorException WhyStopped() => new ActorStoppedException(Path, Atomic.Read(ref _isStopped)
        ? $"{Path} was stopped. Make another group if it is still needed."
        : $"{Path} has no members, and so nobody takes the message. Let one join before.");

    private protected override void NotifyEnd(IEndListener listener)
    {
        _listeners.Add(listener);
        if (Atomic.Read(ref _isStopped)) _listeners.Tell(this);
    }

    private protected override void ForgetEnd(IEndListener listener) => _listeners.Remove(listener);
}
