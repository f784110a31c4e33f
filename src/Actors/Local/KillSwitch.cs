using Channels.Waiting;

namespace Actors.Local;

/// <summary>Runs a hook that awaits so that a kill need not wait for it; there while the hook awaits.</summary>
internal sealed class KillSwitch : Runnable
{
    private readonly TaskCompletionSource _killed = new();

    /// <summary>Awaits a hook, but not beyond a kill.</summary>
    /// <exception cref="ActorStoppedException">The actor was killed meanwhile; the hook goes on without it.</exception>
    public static ValueTask GuardAsync(ActorCell cell, ValueTask hook) => hook.IsCompleted ? hook : AwaitAsync(cell, hook.AsTask());

    /// <summary>By the scheduler: what follows is the actor's, and not for the stack of who kills it.</summary>
    public override void Run() => _killed.TrySetResult();

    private static async ValueTask AwaitAsync(ActorCell cell, Task hook)
    {
        KillSwitch kill = new();
        // First the switch is there, then we look; who kills says so and then looks for the switch.
        cell.Extras.KillSwitch = kill;
        if (cell.IsToBeKilled) kill.Run();
        Task first = await Task.WhenAny(hook, kill._killed.Task);
        cell.Extras.KillSwitch = null;
        if (first != hook)
        {
            cell.Extras.Abandoned = ForgetAsync(hook);
            throw new ActorStoppedException(cell.Path, $"{cell.Path} was killed while a hook of it ran.");
        }

        await hook;
    }

    // Whatever becomes of it is seen, and nobody's business.
    private static async Task ForgetAsync(Task hook) => await hook.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
