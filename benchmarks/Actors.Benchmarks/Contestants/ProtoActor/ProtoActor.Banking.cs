using Benchmarks.Work;
using Proto;

namespace Benchmarks.Contestants.ProtoActor;

internal sealed partial class ProtoActor
{
    public override async Task<long> BankingAsync(int transfers)
    {
        Finish finish = new();
        Accounts accounts = new();
        PID[] all = [.. Enumerable.Range(0, Accounts.Number).Select(id => Spawn(() => new Account(id, accounts)))];
        Tell(Spawn(() => new Teller(all, transfers, finish)), Shared);
        long done = await finish.Total;
        accounts.ThrowIfChanged();
        return done;
    }

    private sealed record Credit(PID Teller, long Amount, PID Destination);

    private sealed record Debit(long Amount);

    private sealed class Debited
    {
        public static readonly Debited Shared = new();
    }

    private sealed class Credited
    {
        public static readonly Credited Shared = new();
    }

    private sealed class Teller(PID[] all, int transfers, Finish finish) : IActor
    {
        private SavinaRandom _random = new(SavinaRandom.DefaultSeed);
        private int _done;

        public Task ReceiveAsync(IContext context)
        {
            if (context.Message is Credited)
            {
                if (++_done == transfers) finish.Add(_done);
            }
            else if (context.Message == Shared)
            {
                for (int number = 0; number < transfers; number++)
                {
                    (int from, int to) = Accounts.Next(ref _random);
                    context.Send(all[from], new Credit(context.Self, number % 1000, all[to]));
                }
            }

            return Task.CompletedTask;
        }
    }

    // What it awaits holds it: nothing else is received before the other account has answered.
    private sealed class Account(int id, Accounts accounts) : IActor
    {
        public Task ReceiveAsync(IContext context)
        {
            switch (context.Message)
            {
                case Credit credit:
                    return TransferAsync(context, credit);
                case Debit debit:
                    accounts.Change(id, debit.Amount);
                    context.Respond(Debited.Shared);
                    break;
            }

            return Task.CompletedTask;
        }

        private async Task TransferAsync(IContext context, Credit credit)
        {
            accounts.Change(id, -credit.Amount);
            await context.RequestAsync<Debited>(credit.Destination, new Debit(credit.Amount), Asking.Timeout);
            context.Send(credit.Teller, Credited.Shared);
        }
    }
}
