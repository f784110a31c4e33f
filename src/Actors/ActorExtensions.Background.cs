namespace Actors;

public static partial class ActorExtensions
{
    /// <summary>Does something beside this actor, which goes on handling messages, and tells it how that ended: <c>this.RunInBackground(ct => LoadAsync(id, ct), page => new Loaded(page), error => new LoadFailed(error))</c>.</summary>
    /// <param name="actor">This actor; for its own handlers and hooks.</param>
    /// <param name="work">Runs on the system's scheduler, never in the actor's turn: it must not touch the actor's fields. Its token is cancelled when this life of the actor ends, by a stop, a kill, a restart or the end of a shutdown's time.</param>
    /// <param name="done">Makes the message for a result; runs in the actor's turn, and may read its fields.</param>
    /// <param name="failed">Makes the message for an exception, in the same way.</param>
    /// <remarks>
    /// The message comes through the mailbox, behind what waits there, and waits for room in a bounded one. Work that
    /// runs when the actor drains is waited for, and its message handled, as far as a shutdown's time goes; what ends after its
    /// life was cancelled is forgotten. From a life before nothing arrives.
    /// </remarks>
    public static void RunInBackground<TActor, TResult, TDone, TFailed>(
        this TActor actor, Func<CancellationToken, Task<TResult>> work, Func<TResult, TDone> done, Func<Exception, TFailed> failed)
        where TActor : Actor, IHandle<TDone>, IHandle<TFailed>
    {
        ArgumentNullException.ThrowIfNull(failed);
        Run(actor, work, done, failed);
    }

    /// <summary>Does something beside this actor and tells it the result. An exception makes the actor fail, as if a handler of it had thrown.</summary>
    /// <inheritdoc cref="RunInBackground{TActor, TResult, TDone, TFailed}"/>
    public static void RunInBackground<TActor, TResult, TDone>(this TActor actor, Func<CancellationToken, Task<TResult>> work, Func<TResult, TDone> done)
        where TActor : Actor, IHandle<TDone> => Run<TActor, TResult, TDone, TDone>(actor, work, done, failed: null);

    private static void Run<TActor, TResult, TDone, TFailed>(
        TActor actor, Func<CancellationToken, Task<TResult>> work, Func<TResult, TDone> done, Func<Exception, TFailed>? failed)
        where TActor : Actor
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(work);
        ArgumentNullException.ThrowIfNull(done);
        actor.Host.RunInBackground(new BackgroundJob<TResult, TDone, TFailed>(work, done, failed));
    }
}
