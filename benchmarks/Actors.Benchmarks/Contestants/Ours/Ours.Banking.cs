using System.Runtime.CompilerServices;
using Actors;
using Benchmarks.Work;

namespace Benchmarks.Contestants.Ours;

internal sealed partial class Ours
{
    public override async Task<long> BankingAsync(int transfers)
    {
        Finish finish = new();
        Accounts accounts = new();
        IActorRef<Account>[] all = new IActorRef<Account>[Accounts.Number];
        for (int number = 0; number < all.Length; number++)
        {
            int id = number;
            all[number] = Spawn(() => new Account(id, accounts));
        }

        Spawn(() => new Teller(all, transfers, finish)).Tell(Shared);
        long done = await finish.Total;
        accounts.ThrowIfChanged();
        return done;
    }

    private readonly record struct Credit(IActorRef<Teller> Teller, long Amount, IActorRef<Account> Destination);

    private sealed record Debit(long Amount) : IRequest<Debit, bool>;

    private readonly record struct Credited;

    private sealed class Teller(IActorRef<Account>[] all, int transfers, Finish finish) : Actor, IHandle<Tick>, IHandle<Credited>
    {
        private SavinaRandom _random = new(SavinaRandom.DefaultSeed);
        private int _done;

        public ValueTask HandleAsync(Tick message, CancellationToken cancellationToken)
        {
            for (int number = 0; number < transfers; number++)
            {
                (int from, int to) = Accounts.Next(ref _random);
                all[from].Tell(new Credit(this.Self(), number % 1000, all[to]));
            }

            return default;
        }

        public ValueTask HandleAsync(Credited message, CancellationToken cancellationToken)
        {
            if (++_done == transfers) finish.Add(_done);
            return default;
        }
    }

    // What it awaits holds it: nothing else is handled before the other account has answered.
    private sealed class Account(int id, Accounts accounts) : Actor, IHandle<Credit>, IHandle<Debit, bool>
    {
        // What a handler that awaits needs for that is used again, not made anew.
        [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
        public async ValueTask HandleAsync(Credit message, CancellationToken cancellationToken)
        {
            accounts.Change(id, -message.Amount);
            await message.Destination.AskAsync(new Debit(message.Amount), cancellationToken);
            message.Teller.Tell(new Credited());
        }

        public ValueTask<bool> HandleAsync(Debit request, CancellationToken cancellationToken)
        {
            accounts.Change(id, request.Amount);
            return new(true);
        }
    }
}
