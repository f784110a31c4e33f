using Akka.Actor;
using Benchmarks.Work;

namespace Benchmarks.Contestants.AkkaNet;

internal sealed partial class AkkaNet
{
    public override async Task<long> BankingAsync(int transfers)
    {
        Finish finish = new();
        Accounts accounts = new();
        IActorRef[] all = [.. Enumerable.Range(0, Accounts.Number).Select(id => Spawn(() => new Account(id, accounts)))];
        Spawn(() => new Teller(all, transfers, finish)).Tell(Shared, ActorRefs.NoSender);
        long done = await finish.Total;
        accounts.ThrowIfChanged();
        return done;
    }

    private sealed record Credit(IActorRef Teller, long Amount, IActorRef Destination);

    private sealed record Debit(long Amount);

    private sealed class Debited
    {
        public static readonly Debited Shared = new();
    }

    private sealed class Credited
    {
        public static readonly Credited Shared = new();
    }

    private sealed class Teller(IActorRef[] all, int transfers, Finish finish) : UntypedActor
    {
        private SavinaRandom _random = new(SavinaRandom.DefaultSeed);
        private int _done;

        protected override void OnReceive(object message)
        {
            if (message is Credited)
            {
                if (++_done == transfers) finish.Add(_done);
                return;
            }

            for (int number = 0; number < transfers; number++)
            {
                (int from, int to) = Accounts.Next(ref _random);
                all[from].Tell(new Credit(Self, number % 1000, all[to]), Self);
            }
        }
    }

    // Stashes what comes while it waits for the other account.
    private sealed class Account(int id, Accounts accounts) : UntypedActor, IWithUnboundedStash
    {
        private IActorRef _teller = ActorRefs.Nobody;

        public IStash Stash { get; set; } = null!;

        protected override void OnReceive(object message)
        {
            switch (message)
            {
                case Credit credit:
                    accounts.Change(id, -credit.Amount);
                    _teller = credit.Teller;
                    credit.Destination.Tell(new Debit(credit.Amount), Self);
                    BecomeStacked(Waiting);
                    break;
                case Debit debit:
                    accounts.Change(id, debit.Amount);
                    Sender.Tell(Debited.Shared, Self);
                    Stash.Unstash();
                    break;
            }
        }

        private void Waiting(object message)
        {
            if (message is not Debited)
            {
                Stash.Stash();
                return;
            }

            _teller.Tell(Credited.Shared, Self);
            UnbecomeStacked();
            // One at a time: all of them would be stashed again by the next credit.
            Stash.Unstash();
        }
    }
}
