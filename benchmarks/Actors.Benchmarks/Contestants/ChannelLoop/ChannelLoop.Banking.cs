using System.Threading.Channels;
using Benchmarks.Work;

namespace Benchmarks.Contestants.ChannelLoop;

internal sealed partial class ChannelLoop
{
    public override async Task<long> BankingAsync(int transfers)
    {
        Finish finish = new();
        Accounts accounts = new();
        Account[] all = [.. Enumerable.Range(0, Accounts.Number).Select(id => new Account(id, accounts))];
        _left.AddRange(all.Select(account => ((Action)account.Stop, account.Ended)));
        Keep<Teller, bool>(new Teller(all, transfers, finish)).Tell(Teller.Start);
        long done = await finish.Total;
        accounts.ThrowIfChanged();
        return done;
    }

    private sealed class Teller(Account[] all, int transfers, Finish finish) : Looped<bool>
    {
        public const bool Start = true;
        public const bool Credited = false;

        private SavinaRandom _random = new(SavinaRandom.DefaultSeed);
        private int _done;

        protected override void Handle(bool message)
        {
            if (message == Credited)
            {
                if (++_done == transfers) finish.Add(_done);
                return;
            }

            for (int number = 0; number < transfers; number++)
            {
                (int from, int to) = Accounts.Next(ref _random);
                all[from].Tell(new Transfer(number % 1000, this, all[to], null));
            }
        }
    }

    /// <summary>A credit, which has a destination, or the debit there, which has a reply.</summary>
    private readonly record struct Transfer(long Amount, Teller? Teller, Account? Destination, TaskCompletionSource? Reply);

    // A loop of its own: it awaits between messages.
    private sealed class Account
    {
        private readonly Channel<Transfer> _channel = Channel.CreateUnbounded<Transfer>(new UnboundedChannelOptions { SingleReader = true });
        private readonly int _id;
        private readonly Accounts _accounts;

        public Account(int id, Accounts accounts)
        {
            (_id, _accounts) = (id, accounts);
            Ended = Task.Run(RunAsync);
        }

        public Task Ended { get; }

        public void Tell(Transfer transfer) => _channel.Writer.TryWrite(transfer);

        public void Stop() => _channel.Writer.TryComplete();

        private async Task RunAsync()
        {
            await foreach (Transfer transfer in _channel.Reader.ReadAllAsync())
            {
                if (transfer.Destination is not { } destination)
                {
                    _accounts.Change(_id, transfer.Amount);
                    transfer.Reply!.SetResult();
                    continue;
                }

                _accounts.Change(_id, -transfer.Amount);
                TaskCompletionSource reply = new(TaskCreationOptions.RunContinuationsAsynchronously);
                destination.Tell(new Transfer(transfer.Amount, null, null, reply));
                await reply.Task.WaitAsync(Asking.Timeout);
                transfer.Teller!.Tell(Teller.Credited);
            }
        }
    }
}
