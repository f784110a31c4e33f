using Actors.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Local;

/// <summary>The life of one instance of an actor, from its constructor to its disposal; an actor has one after the other.</summary>
internal static class InstanceLife
{
    /// <summary>Makes an instance and runs its first hook. If that throws, all of it is taken back.</summary>
    public static async ValueTask BeginAsync(ActorCell cell, Exception? previousError)
    {
        try
        {
            if (cell.HasExtras) cell.Extras.OpenChildren();
            cell.Instance = cell.Recipe.Create(MakeScope(cell));
            cell.Instance.Attach(cell);
            ValueTask hook = previousError is null
                ? cell.Instance.OnStartAsync(cell.HandlerToken)
                : cell.Instance.OnRestartedAsync(previousError, cell.HandlerToken);
            await KillSwitch.GuardAsync(cell, hook);
        }
        catch
        {
            await cell.StopChildrenAsync();
            await DisposeAsync(cell);
            throw;
        }
    }

    /// <summary>Ends the life of an instance that failed and is to be replaced; its children end with it.</summary>
    public static async ValueTask EndForRestartAsync(ActorCell cell, Exception error)
    {
        await cell.StopChildrenAsync();
        await RunHookAsync(cell, nameof(Actor.OnRestartingAsync), actor => actor.OnRestartingAsync(error, cell.HandlerToken));
        await DisposeAsync(cell);
        cell.EndOwedReplies(restartedAfter: error);
    }

    /// <summary>Ends the last life of an actor; its children have ended.</summary>
    public static async ValueTask EndAsync(ActorCell cell)
    {
        await RunHookAsync(cell, nameof(Actor.OnStopAsync), actor => actor.OnStopAsync(cell.HandlerToken));
        await DisposeAsync(cell);
    }

    /// <summary>Ends the last life of an actor that was killed: without a hook.</summary>
    public static ValueTask DropAsync(ActorCell cell) => DisposeAsync(cell);

    private static IServiceProvider? MakeScope(ActorCell cell)
    {
        if (!cell.Recipe.NeedsScope) return null;
        IServiceScope scope = cell.System.Scopes.CreateScope();
        cell.Extras.Scope = scope;
        return scope.ServiceProvider;
    }

    private static async ValueTask RunHookAsync(ActorCell cell, string name, Func<Actor, ValueTask> hook)
    {
        try
        {
            await KillSwitch.GuardAsync(cell, hook(cell.Instance));
        }
#pragma warning disable CA1031 // A hook that throws does not keep the instance from ending.
        catch (Exception error)
#pragma warning restore CA1031
        {
            cell.System.Logger.HookThrew(name, cell.Path, error);
        }
    }

    private static async ValueTask DisposeAsync(ActorCell cell)
    {
        Actor? instance = cell.Instance;
        cell.Instance = null!;
        cell.EndTools();
        if (cell.HasExtras && cell.Extras.Abandoned is { } abandoned)
        {
            // It may still use all of this.
            _ = DisposeAfterAsync(abandoned, cell, instance);
            return;
        }

        await DisposeAsync(cell, instance);
        if (cell.HasExtras) await DisposeAsync(cell, cell.Extras.TakeScope());
    }

    private static async Task DisposeAfterAsync(Task abandoned, ActorCell cell, Actor? instance)
    {
        await abandoned.ConfigureAwait(false);
        await DisposeAsync(cell, instance).ConfigureAwait(false);
        await DisposeAsync(cell, cell.Extras.TakeScope()).ConfigureAwait(false);
    }

    private static async ValueTask DisposeAsync(ActorCell cell, object? owned)
    {
        try
        {
            if (owned is IAsyncDisposable asyncDisposable) await asyncDisposable.DisposeAsync();
            else (owned as IDisposable)?.Dispose();
        }
#pragma warning disable CA1031 // As with hooks.
        catch (Exception error)
#pragma warning restore CA1031
        {
            cell.System.Logger.DisposeThrew(cell.Path, error);
        }
    }
}
