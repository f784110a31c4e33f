using Actors;
using Actors.Local;
using Actors.Mailboxes;
using Actors.Messaging;
using Channels;
using Channels.Atomics;

namespace Interleaving.Tests.Models;

/// <summary>What the models of a pool over one mailbox share: a head, and actors under it that are idle.</summary>
internal abstract class WorkSharingModel : ActorModel
{
    private readonly TaskCompletionSource _never = new();
    private SharedInbox? _inbox;

    protected SharedInbox Inbox => _inbox!;

    /// <summary>The last of them is the first to be called.</summary>
    protected List<ActorCell> Members { get; } = [];

    /// <summary>What was begun, in its order.</summary>
    protected List<int> Begun { get; } = [];

    /// <summary>Whether a message holds who handles it for good.</summary>
    protected virtual bool Holds(int value) => false;

    protected void SpawnPool(int size, Mailbox? mailbox = null)
    {
        ActorCell head = (ActorCell)((IActorRef)Host.Spawn(() => new Front(), "pool")).Life;
        head.Children.Shared = _inbox = new SharedInbox(head, mailbox ?? new UnboundedMailbox());
        Turns.RunAll();
        for (int number = 0; number < size; number++)
        {
            ActorCell member = new(head.Children, new DelegateRecipe<Hand>(() => new Hand(this)), name: null, options: null);
            Members.Add(member);
            member.Share!.Join();
            member.Signal(Signals.Start);
            Turns.RunAll();
        }
    }

    protected static Envelope Of(int value) => new(new Note(value), TellDispatcher<Note>.Instance);

    /// <summary>Nothing waits, and everything is in a column.</summary>
    protected SystemAccount CheckShared()
    {
        SystemAccount account = Host.GetAccount();
        Claim(account.Lost == 0, $"{account.Lost} messages are lost.");
        Claim(Inbox.Count == 0, $"{Inbox.Count} messages wait, and nobody who is free takes them.");
        return account;
    }

    private sealed class Front : Actor;

    internal sealed class Hand(WorkSharingModel model) : Actor, IHandle<Note>
    {
        public ValueTask HandleAsync(Note message, CancellationToken cancellationToken)
        {
            model.Begun.Add(message.Value);
            Interleave.Point();
            return model.Holds(message.Value) ? new ValueTask(model._never.Task) : default;
        }
    }
}

/// <summary>A message comes as the only one of a pool finds nothing and goes to rest.</summary>
internal sealed class PostMeetsIdling : WorkSharingModel
{
    public override void Arrange()
    {
        SpawnPool(1);
        Inbox.Post(Of(1));
        Outside("sender", () => Inbox.Post(Of(2)));
        Worker("worker 1");
        Worker("worker 2");
    }

    public override void Check()
    {
        SystemAccount account = CheckShared();
        ClaimEqual([1, 2], Begun, "begun");
        Claim(account is { Accepted: 2, Handled: 2, Pending: 0 }, "Both were handled.");
    }
}

/// <summary>Two messages come, and each holds who takes it: two of the pool are called.</summary>
internal sealed class PostsCallOneEach : WorkSharingModel
{
    public override void Arrange()
    {
        SpawnPool(3);
        Outside("sender 1", () => Inbox.Post(Of(1)));
        Outside("sender 2", () => Inbox.Post(Of(2)));
        Worker();
    }

    public override void Check()
    {
        CheckShared();
        ClaimEqual([1, 2], Begun.Order(), "begun");
    }

    protected override bool Holds(int value) => true;
}

/// <summary>A message calls one of the pool that is stopped just now: the other takes it.</summary>
internal sealed class PostMeetsLeaving : WorkSharingModel
{
    public override void Arrange()
    {
        SpawnPool(2);
        Outside("sender", () => Inbox.Post(Of(1)));
        Outside("stopper", () => Members[1].Signal(Signals.Stop));
        Worker();
    }

    public override void Check()
    {
        SystemAccount account = CheckShared();
        ClaimEqual([1], Begun, "begun");
        Claim(account is { Handled: 1, Pending: 0 }, "It was handled.");
    }
}

/// <summary>A message comes as the last one of the pool leaves: it is handled, a dead letter or refused, and does not wait for nobody.</summary>
internal sealed class PostMeetsLastLeaving : WorkSharingModel
{
    private WriteStatus _status;

    public override void Arrange()
    {
        SpawnPool(1);
        Outside("sender", () => _status = Inbox.Post(Of(1)));
        Outside("stopper", () => Members[0].Signal(Signals.Stop));
        Worker();
    }

    public override void Check()
    {
        SystemAccount account = CheckShared();
        Claim(account.Pending == 0 && account.Handled + account.Undelivered == (_status == WriteStatus.Written ? 1 : 0), "What was accepted is in a column.");
    }
}

/// <summary>A message comes as the pool is stopped, or drains: what is accepted is handled or a dead letter; by a drain it is handled.</summary>
internal abstract class PostMeetsEnd(bool drains) : WorkSharingModel
{
    private WriteStatus _status;

    public override void Arrange()
    {
        SpawnPool(1);
        Outside("sender", () => _status = Inbox.Post(Of(1)));
        // What the turn of the head does, which awaits the end of the others elsewhere.
        Outside("head", () =>
        {
            if (drains) Inbox.CloseForGood();
            else Inbox.End(DeadLetterReason.StoppedBeforeHandling);
            Members[0].Signal(drains ? Signals.Drain : Signals.Stop);
        });
        Worker();
    }

    public override void Check()
    {
        SystemAccount account = CheckShared();
        Claim(Members[0].HasEnded, "It has ended.");
        int accepted = _status == WriteStatus.Written ? 1 : 0;
        Claim(account.Pending == 0 && account.Handled + account.Undelivered == accepted, "What was accepted is in a column.");
        if (drains) Claim(account.Handled == accepted, "What was accepted before a drain is handled.");
    }
}

internal sealed class PostMeetsStop() : PostMeetsEnd(drains: false);

internal sealed class PostMeetsDrain() : PostMeetsEnd(drains: true);

/// <summary>All of a pool that was idle drain at once as a message comes: each leaves, and the message is handled by one that has not left.</summary>
internal sealed class AllDrainAtOnce : WorkSharingModel
{
    private WriteStatus _status;

    public override void Arrange()
    {
        SpawnPool(2);
        Outside("sender", () => _status = Inbox.Post(Of(1)));
        Outside("head", () =>
        {
            Inbox.CloseForGood();
            foreach (ActorCell member in Members) member.Signal(Signals.Drain);
        });
        Worker("worker 1");
        Worker("worker 2");
    }

    public override void Check()
    {
        SystemAccount account = CheckShared();
        Claim(Members.TrueForAll(member => member.HasEnded), "All have ended.");
        Claim(account.Pending == 0 && account.Handled == (_status == WriteStatus.Written ? 1 : 0), "What was accepted is handled.");
    }
}

/// <summary>One of the pool is sent something that holds it as it is called for a message that all could take: the other takes that.</summary>
internal sealed class CallMeetsDirectMessage : WorkSharingModel
{
    private const int Direct = 7;

    public override void Arrange()
    {
        SpawnPool(2);
        Outside("sender", () => Inbox.Post(Of(1)));
        Outside("another", () => Members[1].Loop.Post(Of(Direct)));
        Worker();
    }

    public override void Check()
    {
        CheckShared();
        ClaimEqual([1, Direct], Begun.Order(), "begun");
    }

    protected override bool Holds(int value) => value == Direct;
}

/// <summary>Who waits for room is let in by one that is then held: the other, which sleeps, is called for that.</summary>
internal sealed class LetInMeetsIdle : WorkSharingModel
{
    public override void Arrange()
    {
        SpawnPool(2, new BoundedMailbox(1));
        Outside("sender", () =>
        {
            Inbox.Post(Of(1));
            Claim(Await(Inbox.PostAsync(Of(2), CancellationToken.None)) == WriteStatus.Written, "There will be room.");
        });
        Worker();
    }

    public override void Check()
    {
        CheckShared();
        ClaimEqual([1, 2], Begun.Order(), "begun");
    }

    protected override bool Holds(int value) => true;
}
